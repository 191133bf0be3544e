import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

interface Locks {
  readonly program: string;
  readonly on: string;
  readonly off: string;
}

/** What keeps even root from writing: Linux lets root alone do it, macOS the owner. */
const systems: Partial<Record<NodeJS.Platform, Locks>> = {
  linux: { program: "chattr", on: "+i", off: "-i" },
  darwin: { program: "chflags", on: "uchg", off: "nouchg" },
};
const locks = systems[process.platform];

/** Whether this user can lock what is in the folder of temporary files. */
export const canLock = tryLock();

function tryLock(): boolean {
  if (locks === undefined) return false;
  const folder = mkdtempSync(join(tmpdir(), "nowtoken-lock-"));
  const isLocked = spawnSync(locks.program, [locks.on, folder]).status === 0;
  if (isLocked) spawnSync(locks.program, [locks.off, folder]);
  rmSync(folder, { recursive: true });
  return isLocked;
}

/** Does `work` while a file or a folder is locked. */
export async function whileLocked<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  if (locks === undefined) throw new Error("expected a system that can lock files");
  const { program, on, off } = locks;
  await promisify(execFile)(program, [on, path]);
  try {
    return await work();
  } finally {
    await promisify(execFile)(program, [off, path]);
  }
}
