import { constants, type FileHandle, lstat, open } from "node:fs/promises";
import { type FileWarning, isOpenToOthers } from "../credential-file/file-warnings.ts";
import { writePrivateFile } from "../credential-file/private-file.ts";
import { ignore, ignoreMissing, systemCode } from "../credential-file/system-error.ts";
import { refuseKey } from "./key-fault.ts";
import { formatKey, parseKey } from "./key-text.ts";

/** In bytes; a key and the space around it are far less. */
const limit = 1024;

/** What a key file holds, and what a person should know about it. */
export interface KeyFile {
  readonly key: Buffer;
  readonly warnings: readonly FileWarning[];
}

/**
 * Reads the file with the key, and takes it away from others; undefined when there is none.
 *
 * Throws STORE_UNUSABLE, also for a link, for anything but an ordinary file, and for a file of another user, who would
 * know the key.
 */
export async function readKeyFile(path: string): Promise<KeyFile | undefined> {
  try {
    const handle = await openKeyFile(path);
    if (handle === undefined) return undefined;
    try {
      return await readFrom(handle, path);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw toKeyError(path, error);
  }
}

/** Writes a key into a file: 0600 from its first byte, whole or not at all. Throws STORE_UNUSABLE. */
export async function writeKeyFile(path: string, key: Buffer): Promise<void> {
  try {
    await writePrivateFile(path, `${formatKey(key)}\n`);
  } catch (error) {
    throw toKeyError(path, error);
  }
}

async function openKeyFile(path: string): Promise<FileHandle | undefined> {
  const stats = await lstat(path).catch(ignoreMissing);
  if (stats === undefined) return undefined;
  // Windows has neither flag: there the look before is what keeps links out.
  if (!stats.isFile()) throw refuseKey("key-invalid", { path });
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  return open(path, flags).catch(ignoreMissing);
}

async function readFrom(handle: FileHandle, path: string): Promise<KeyFile> {
  const stats = await handle.stat();
  if (!stats.isFile() || stats.size > limit || !isTrusted(stats.uid))
    throw refuseKey("key-invalid", { path });
  const warnings = isOpenToOthers(stats) ? [await tighten(handle, path)] : [];
  const key = parseKey(await handle.readFile("utf8"));
  if (key === undefined) throw refuseKey("key-invalid", { path });
  return { key, warnings };
}

/** Root may read what it likes: in a container it reads folders of the host's users. */
function isTrusted(uid: number): boolean {
  const own = process.geteuid?.();
  return own === undefined || own === 0 || uid === own || uid === 0;
}

async function tighten(handle: FileHandle, path: string): Promise<FileWarning> {
  // A file system without modes refuses, or agrees and changes nothing.
  await handle.chmod(0o600).catch(ignore);
  const open = isOpenToOthers(await handle.stat());
  return { code: open ? "file-is-readable" : "key-was-readable", path };
}

function toKeyError(path: string, error: unknown): unknown {
  const code = systemCode(error);
  return code === undefined ? error : refuseKey("io", { path, systemCode: code });
}
