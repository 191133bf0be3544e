import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { flushFolder } from "./flush.ts";

const folder = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(folder, { recursive: true }));

test("what asks for a folder's flush while one runs shares the next, and nothing shares one that has begun", async () => {
  const first = flushFolder(folder);
  expect(flushFolder(folder)).toBe(first);
  await Promise.resolve();
  const second = flushFolder(folder);
  expect(second).not.toBe(first);
  await Promise.resolve();
  expect(flushFolder(folder)).toBe(second);
  await first;
  expect(flushFolder(join(folder, "other"))).not.toBe(second);
  await second;
});

test("a folder that is not there is no failure", async () => {
  await flushFolder(join(folder, "missing"));
});
