import { execFileSync } from "node:child_process";
import { chown, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { removeLeftovers, temporaryName } from "./temporary-name.ts";

const folder = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(folder, { recursive: true }));

const endedPid = Number(execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" }));
const ago = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
const aged = (date: Date) => (path: string) => utimes(path, date, date);

async function isRemoved(name: string, change?: (path: string) => Promise<void>): Promise<boolean> {
  const path = join(folder, name);
  await writeFile(path, "");
  await change?.(path);
  await removeLeftovers(folder);
  return !(await readdir(folder)).includes(name);
}

const nameOf = (pid: number): string => temporaryName().replace(/-\d+-/, `-${pid}-`);

test("what a killed run left is removed", async () => {
  expect(await isRemoved(nameOf(endedPid), aged(ago(11)))).toBe(true);
});

test("what is not old stays: in another container, where our numbers say nothing, somebody may work on it", async () => {
  expect(await isRemoved(nameOf(endedPid), aged(ago(9)))).toBe(false);
  const before = new Date(Date.now() - process.uptime() * 1000 - 1000);
  expect(await isRemoved(temporaryName(), aged(before))).toBe(false);
});

test("what a running process works on stays", async () => {
  expect(await isRemoved(nameOf(process.ppid), aged(ago(11)))).toBe(false);
  expect(await isRemoved(temporaryName())).toBe(false);
});

test("what is older than a day is removed, whoever has its number now", async () => {
  expect(await isRemoved(nameOf(process.ppid), aged(ago(25 * 60)))).toBe(true);
});

test("what a killed run of our own number left is removed", async () => {
  expect(await isRemoved(temporaryName(), aged(ago(11 + process.uptime() / 60)))).toBe(true);
});

test("threat 65: files of other patterns stay", async () => {
  const old = aged(ago(25 * 60));
  expect(await isRemoved(`x${nameOf(endedPid)}`, old)).toBe(false);
  expect(await isRemoved(`${nameOf(endedPid)}.txt`, old)).toBe(false);
  expect(await isRemoved(".nowtoken-1.tmp", old)).toBe(false);
});

// Only root can give a file away.
if (process.getuid?.() === 0) {
  test("threat 65: files of other users stay", async () => {
    const change = async (path: string) => {
      await aged(ago(25 * 60))(path);
      await chown(path, 65534, 65534);
    };
    expect(await isRemoved(nameOf(endedPid), change)).toBe(false);
  });
}

test("a folder that cannot be listed is left alone", async () => {
  await expect(removeLeftovers(join(folder, "none"))).resolves.toBeUndefined();
});
