import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  openSync,
  rename,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { flushFile, flushFolder } from "./flush.ts";
import { systemCall } from "./system-call.ts";
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
 * What goes to the disk takes its time there, and is waited for; anything else is over sooner than a wait for it.
 */
export function createTemporaryFile(folder: string): TemporaryFile {
  const path = join(folder, temporaryName());
  const descriptor = createPrivateFile(path);
  let state: "open" | "moved" | "discarded" = "open";
  let length = 0;
  return {
    descriptor,
    fill(content) {
      writeWhole(descriptor, content);
      if (content.length < length) ftruncateSync(descriptor, content.length);
      length = content.length;
    },
    flush: () => flushFile(descriptor),
    async moveTo(target) {
      await flushFile(descriptor);
      await retryWhileBusy(() => systemCall((done) => rename(path, target, done)));
      state = "moved";
      await flushFolder(folder);
    },
    discard() {
      if (state === "discarded") return;
      // The folder may let go of nothing any more; the open file still can be emptied.
      const isLeft = state !== "moved" && !succeeds(() => unlinkSync(path));
      if (isLeft) succeeds(() => ftruncateSync(descriptor));
      succeeds(() => closeSync(descriptor));
      // Windows removes no file that is open.
      if (isLeft) succeeds(() => unlinkSync(path));
      state = "discarded";
    },
  };
}

/** Creates a file that is 0600 from its first byte, and never through a link. Throws the system's error. */
export function createPrivateFile(path: string): number {
  // Windows has no O_NOFOLLOW.
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
  const descriptor = openSync(path, flags, 0o600);
  ownAlone(descriptor);
  return descriptor;
}

/** Makes a new file 0600 where a strict umask took away even our own bits; a file system without modes refuses. */
export function ownAlone(descriptor: number): void {
  succeeds(() => {
    // Looking first spares the disk a change on nearly every machine.
    if ((fstatSync(descriptor).mode & 0o777) !== 0o600) fchmodSync(descriptor, 0o600);
  });
}

/** On Windows a virus scanner or an indexer holds a new file for a moment: tries for about two seconds. */
export async function retryWhileBusy(
  action: () => Promise<void>,
  platform = process.platform,
): Promise<void> {
  for (let waitMs = 10; ; waitMs *= 2) {
    try {
      return await action();
    } catch (error) {
      const busy = ["EPERM", "EACCES", "EBUSY"].includes(systemCode(error) ?? "");
      if (platform !== "win32" || !busy || waitMs > 1000) throw error;
    }
    await sleep(waitMs);
  }
}

/** Writes over what is there. */
function writeWhole(descriptor: number, content: Uint8Array): void {
  for (let done = 0; done < content.length; ) {
    done += writeSync(descriptor, content, done, content.length - done, done);
  }
}

/** Whether something that may fail without harm did not. */
function succeeds(action: () => void): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}
