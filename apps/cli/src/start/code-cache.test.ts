import { chmod, mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openCodeCache } from "./code-cache.ts";

const folder = await mkdtemp(join(tmpdir(), "nowtoken-code-cache-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const source = "(function (text) { const twice = () => text + text; return twice(); })";

let starts = 0;

/** Runs a file as a start does, and tells whether its code was there already. */
function start(path: string, { build = "build", name = "./main.cjs" } = {}): boolean {
  const cache = openCodeCache({ path, build });
  // Under another name each time: V8 remembers what this very process compiled.
  starts += 1;
  const script = cache.compile({ name, path: join(folder, `${starts}.cjs`), source });
  expect(script.runInThisContext()("ab")).toBe("abab");
  cache.save();
  return script.cachedDataRejected === false;
}

test("what ran is there for the next start, for us alone", async () => {
  const path = join(folder, "kept.bin");
  expect(start(path)).toBe(false);
  expect((await stat(path)).mode & 0o777).toBe(process.platform === "win32" ? 0o666 : 0o600);
  const before = await readFile(path);
  expect(start(path)).toBe(true);
  expect(await readFile(path)).toEqual(before);
});

test("a file that a start did not need stays", () => {
  const path = join(folder, "two.bin");
  start(path);
  expect(start(path, { name: "./other.cjs" })).toBe(false);
  expect([start(path), start(path, { name: "./other.cjs" })]).toEqual([true, true]);
});

test.each<[string, (path: string) => Promise<unknown>]>([
  ["cut short", async (path) => truncate(path, (await stat(path)).size - 8)],
  ["empty", (path) => truncate(path, 0)],
  ["nothing of the kind", (path) => writeFile(path, '{"build":"build","lengths":{"./main.cjs":4}}\nabcd')],
])("one that is %s is as none, and is made anew", async (_, spoil) => {
  const path = join(folder, "spoilt.bin");
  start(path);
  await spoil(path);
  expect([start(path), start(path)]).toEqual([false, true]);
});

test("one of another build is as none", () => {
  const path = join(folder, "build.bin");
  start(path, { build: "earlier" });
  expect(start(path)).toBe(false);
});

test.skipIf(process.platform === "win32")("one that others could have written is not run", async () => {
  const path = join(folder, "shared.bin");
  start(path);
  await chmod(path, 0o620);
  expect([start(path), start(path)]).toEqual([false, true]);
});

test("a place that cannot be written to only costs time", () => {
  const path = join(folder, "missing", "kept.bin");
  expect([start(path), start(path)]).toEqual([false, false]);
});
