import { randomBytes } from "node:crypto";
import { lstat, readdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import { ignore, systemCode } from "./system-error.ts";

const pattern = /^\.nowtoken-(\d{1,10})-[0-9a-f]{16}\.tmp$/;
/** Far above the longest that a run works on one: two requests of 30 seconds each. */
const workMs = 10 * 60_000;
const lifetimeMs = 24 * 60 * 60_000;

/** A name that nobody can guess, short whatever the target's, and that tells which process it is of. */
export function temporaryName(): string {
  return `.nowtoken-${process.pid}-${randomBytes(8).toString("hex")}.tmp`;
}

/** Removes what killed runs of ours left in a folder. Never throws. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const pid = pattern.exec(name)?.[1];
    const path = join(folder, name);
    if (pid !== undefined && (await isLeftover(path, Number(pid)))) await unlink(path).catch(ignore);
  }
}

async function isLeftover(path: string, pid: number): Promise<boolean> {
  const stats = await lstat(path).catch(ignore);
  if (!stats?.isFile() || (process.geteuid !== undefined && stats.uid !== process.geteuid())) return false;
  const ageMs = Date.now() - stats.mtimeMs;
  // In another container that shares the folder its process may be at work, and has a number that says nothing here.
  if (ageMs <= workMs) return false;
  // In a container every run may have the same number.
  if (pid === process.pid) return ageMs > process.uptime() * 1000;
  return ageMs > lifetimeMs || !isRunning(pid);
}

/** Whether there is a process of that number, be it our own user's or not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== "ESRCH";
  }
}
