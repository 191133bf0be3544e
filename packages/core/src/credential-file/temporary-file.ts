import { constants, type FileHandle, open, rename, unlink } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ignore, systemCode } from "./system-error.ts";
import { removeLeftovers, temporaryName } from "./temporary-name.ts";

/** A file under a name of its own until it is whole. */
export interface TemporaryFile {
  readonly handle: FileHandle;
  /** Makes `content` all that the file holds, and flushes it. */
  fill(content: Uint8Array): Promise<void>;
  /** Gives the file its name, in the same folder, and flushes the folder. */
  moveTo(target: string): Promise<void>;
  /** Closes the file, and removes it unless it was moved; where it cannot be removed it is emptied. Never throws. */
  discard(): Promise<void>;
}

/** Opens a temporary file in a folder, and rids the folder of what killed runs left. Throws the system's error. */
export async function openTemporaryFile(folder: string): Promise<TemporaryFile> {
  await removeLeftovers(folder);
  return createTemporaryFile(folder);
}

/** As {@link openTemporaryFile}, without looking for what others left. */
export async function createTemporaryFile(folder: string): Promise<TemporaryFile> {
  const path = join(folder, temporaryName());
  const handle = await createPrivateFile(path);
  let moved = false;
  return {
    handle,
    fill: (content) => fill(handle, content),
    async moveTo(target) {
      await retryWhileBusy(() => rename(path, target));
      moved = true;
      await syncFolder(folder);
    },
    async discard() {
      // The folder may let go of nothing any more; the open file still can be emptied.
      if (!moved) await handle.truncate().catch(ignore);
      await handle.close().catch(ignore);
      if (!moved) await unlink(path).catch(ignore);
    },
  };
}

/** Creates a file that is 0600 from its first byte, and never through a link. Throws the system's error. */
export async function createPrivateFile(path: string): Promise<FileHandle> {
  // Windows has no O_NOFOLLOW.
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
  const handle = await open(path, flags, 0o600);
  // A strict umask takes away even our own bits; a file system without modes refuses, which a warning tells.
  await handle.chmod(0o600).catch(ignore);
  return handle;
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

async function fill(handle: FileHandle, content: Uint8Array): Promise<void> {
  for (let done = 0; done < content.length; ) {
    done += (await handle.write(content, done, content.length - done, done)).bytesWritten;
  }
  await handle.truncate(content.length);
  await handle.sync();
}

/** The file stands already, so a folder that cannot be flushed, as on Windows, is no failure. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY).catch(ignore);
  await handle?.sync().catch(ignore);
  await handle?.close().catch(ignore);
}
