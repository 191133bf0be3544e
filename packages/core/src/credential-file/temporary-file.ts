import {
  closeSync,
  constants,
  fchmodSync,
  fsync,
  ftruncateSync,
  openSync,
  renameSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { systemCode } from "./system-error.ts";
import { removeLeftovers, temporaryName } from "./temporary-name.ts";

/** A file under a name of its own until it is whole. */
export interface TemporaryFile {
  readonly descriptor: number;
  /** Makes `content` all that the file holds. */
  fill(content: Uint8Array): void;
  /** Brings what the file holds onto the disk. */
  flush(): Promise<void>;
  /** Flushes the file, gives it its name, in the same folder, and flushes the folder. */
  moveTo(target: string): Promise<void>;
  /** Closes the file, and removes it unless it was moved; where it cannot be removed it is emptied. Never throws. */
  discard(): void;
}

/** Opens a temporary file in a folder, and rids the folder of what killed runs left. Throws the system's error. */
export async function openTemporaryFile(folder: string): Promise<TemporaryFile> {
  await removeLeftovers(folder);
  return createTemporaryFile(folder);
}

/**
 * As {@link openTemporaryFile}, without looking for what others left.
 *
 * What the kernel answers at once is not waited for: for a small file each wait takes longer than the call. Flushing is.
 */
export function createTemporaryFile(folder: string): TemporaryFile {
  const path = join(folder, temporaryName());
  const descriptor = createPrivateFile(path);
  let state: "open" | "moved" | "discarded" = "open";
  return {
    descriptor,
    fill: (content) => fill(descriptor, content),
    flush: () => flush(descriptor),
    async moveTo(target) {
      await flush(descriptor);
      await retryWhileBusy(() => renameSync(path, target));
      state = "moved";
      await flushFolder(folder);
    },
    discard() {
      if (state === "discarded") return;
      const moved = state === "moved";
      state = "discarded";
      // The folder may let go of nothing any more; the open file still can be emptied.
      if (!moved) attempt(() => ftruncateSync(descriptor));
      attempt(() => closeSync(descriptor));
      if (!moved) attempt(() => unlinkSync(path));
    },
  };
}

/** Creates a file that is 0600 from its first byte, and never through a link. Throws the system's error. */
export function createPrivateFile(path: string): number {
  // Windows has no O_NOFOLLOW.
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
  const descriptor = openSync(path, flags, 0o600);
  // A strict umask takes away even our own bits; a file system without modes refuses, which a warning tells.
  attempt(() => fchmodSync(descriptor, 0o600));
  return descriptor;
}

/** On Windows a virus scanner or an indexer holds a new file for a moment: tries for about two seconds. */
export async function retryWhileBusy(action: () => void, platform = process.platform): Promise<void> {
  for (let waitMs = 10; ; waitMs *= 2) {
    try {
      return action();
    } catch (error) {
      const busy = ["EPERM", "EACCES", "EBUSY"].includes(systemCode(error) ?? "");
      if (platform !== "win32" || !busy || waitMs > 1000) throw error;
    }
    await sleep(waitMs);
  }
}

function fill(descriptor: number, content: Uint8Array): void {
  for (let done = 0; done < content.length; ) {
    done += writeSync(descriptor, content, done, content.length - done, done);
  }
  ftruncateSync(descriptor, content.length);
}

function flush(descriptor: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  fsync(descriptor, (error) => (error ? reject(error) : resolve()));
  return promise;
}

/** The file stands already, so a folder that cannot be flushed, as on Windows, is no failure. */
async function flushFolder(folder: string): Promise<void> {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(folder, constants.O_RDONLY);
    await flush(descriptor);
  } catch {}
  const opened = descriptor;
  if (opened !== undefined) attempt(() => closeSync(opened));
}

/** For what may fail without harm. */
function attempt(action: () => void): void {
  try {
    action();
  } catch {}
}
