import { closeSync, constants, openSync, readFileSync, writeSync } from "node:fs";
import { ownAlone } from "../credential-file/temporary-file.ts";
import { isRunning } from "../credential-file/temporary-name.ts";

/**
 * Writes down which process has a lock, for those that give up waiting; nobody else believes it. Never throws.
 *
 * Written over what stands there: a file system may take its time to truncate a file for good.
 */
export function noteHolder(lockPath: string): void {
  try {
    const file = openSync(holderFile(lockPath), constants.O_WRONLY | constants.O_CREAT, 0o600);
    try {
      ownAlone(file);
      writeSync(file, `${process.pid}`.padEnd(10), 0);
    } finally {
      closeSync(file);
    }
  } catch {}
}

/** The process that has a lock, as far as is known. */
export function readHolder(lockPath: string): number | undefined {
  try {
    const pid = Number(readFileSync(holderFile(lockPath), "utf8"));
    return Number.isSafeInteger(pid) && pid > 0 && isRunning(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

const holderFile = (lockPath: string): string => `${lockPath}.pid`;
