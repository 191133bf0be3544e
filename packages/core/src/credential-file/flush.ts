import { closeSync, constants, fsync, openSync } from "node:fs";
import { systemCall } from "./system-call.ts";

/** Brings what an open file holds onto the disk. Rejects with the system's error. */
export const flushFile = (descriptor: number): Promise<void> => systemCall((done) => fsync(descriptor, done));

/** For each folder the flush that has not begun yet, and the last one that was asked for. */
const waiting = new Map<string, Promise<void>>();
const last = new Map<string, Promise<void>>();

/** Brings the names in a folder onto the disk: whatever is renamed while one flush runs shares the next. Never rejects. */
export function flushFolder(folder: string): Promise<void> {
  const shared = waiting.get(folder);
  if (shared !== undefined) return shared;
  const flush = (last.get(folder) ?? Promise.resolve()).then(() => {
    waiting.delete(folder);
    return flushNames(folder);
  });
  waiting.set(folder, flush);
  last.set(folder, flush);
  return flush;
}

/** The files stand already, so a folder that cannot be flushed, as on Windows, is no failure. */
async function flushNames(folder: string): Promise<void> {
  try {
    const descriptor = openSync(folder, constants.O_RDONLY);
    await flushFile(descriptor).finally(() => closeSync(descriptor));
  } catch {}
}
