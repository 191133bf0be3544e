import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isAuthError } from "../errors.ts";
import { createGuideChecklist, createMemoryChecklist, type GuideChecklist } from "./guide-checklist.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nowtoken-checklist-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each<[string, () => GuideChecklist]>([
  ["in a file", () => createGuideChecklist(join(folder, "state"))],
  ["in memory", createMemoryChecklist],
])("ticks %s", (_, create) => {
  test("are remembered for each guide by itself, and can be taken back", async () => {
    const checklist = create();
    await checklist.tick("one", { id: "a", done: true });
    await checklist.tick("one", { id: "b", done: true });
    await checklist.tick("one", { id: "a", done: true });
    await checklist.tick("two", { id: "a", done: true });
    await checklist.tick("two", { id: "a", done: false });
    expect([...(await checklist.read("one"))].toSorted()).toEqual(["a", "b"]);
    expect(await checklist.read("two")).toEqual([]);
  });
});

test("a second page reads what the first one ticked, from a file for its owner alone", async () => {
  const state = join(folder, "second");
  await createGuideChecklist(state).tick("one", { id: "a", done: true });
  expect(await createGuideChecklist(state).read("one")).toEqual(["a"]);
  expect((await stat(join(state, "guide.json"))).mode & 0o777).toBe(
    process.platform === "win32" ? 0o666 : 0o600,
  );
});

test("a damaged file counts as without any ticks", async () => {
  await writeFile(join(folder, "guide.json"), '{"one": 3');
  const checklist = createGuideChecklist(folder);
  expect(await checklist.read("one")).toEqual([]);
  await checklist.tick("one", { id: "a", done: true });
  expect(await checklist.read("one")).toEqual(["a"]);
});

test("a folder that cannot be made is told", async () => {
  await writeFile(join(folder, "file"), "");
  const ticking = createGuideChecklist(join(folder, "file")).tick("one", { id: "a", done: true });
  expect(isAuthError(await ticking.catch((error: unknown) => error), "STORE_UNUSABLE")).toBe(true);
});
