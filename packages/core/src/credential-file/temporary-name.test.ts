import { execFileSync } from "node:child_process";
import { chown, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { removeLeftovers, temporaryName } from "./temporary-name.ts";

const folder = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(folder, { recursive: true }));

const endedPid = Number(execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" }));
const long = new Date(Date.now() - 25 * 60 * 60_000);

async function isRemoved(name: string, change?: (path: string) => Promise<void>): Promise<boolean> {
  const path = join(folder, name);
  await writeFile(path, "");
  await change?.(path);
  await removeLeftovers(folder);
  return !(await readdir(folder)).includes(name);
}

const nameOf = (pid: number): string => temporaryName().replace(/-\d+-/, `-${pid}-`);

test("what a killed run left is removed", async () => {
  expect(await isRemoved(nameOf(endedPid))).toBe(true);
});

test("what a running process works on stays", async () => {
  expect(await isRemoved(nameOf(process.ppid))).toBe(false);
  expect(await isRemoved(temporaryName())).toBe(false);
});

test("what is older than a day is removed, whoever has its number now", async () => {
  expect(await isRemoved(nameOf(process.ppid), (path) => utimes(path, long, long))).toBe(true);
});

test("what a killed run of our own number left is removed", async () => {
  const before = new Date(Date.now() - process.uptime() * 1000 - 1000);
  expect(await isRemoved(temporaryName(), (path) => utimes(path, before, before))).toBe(true);
});

test("threat 65: files of other patterns stay", async () => {
  expect(await isRemoved(`x${nameOf(endedPid)}`)).toBe(false);
  expect(await isRemoved(`${nameOf(endedPid)}.txt`)).toBe(false);
  expect(await isRemoved(".nowtoken-1.tmp", (path) => utimes(path, long, long))).toBe(false);
});

// Only root can give a file away.
if (process.getuid?.() === 0) {
  test("threat 65: files of other users stay", async () => {
    expect(await isRemoved(nameOf(endedPid), (path) => chown(path, 65534, 65534))).toBe(false);
  });
}

test("a folder that cannot be listed is left alone", async () => {
  await expect(removeLeftovers(join(folder, "none"))).resolves.toBeUndefined();
});
