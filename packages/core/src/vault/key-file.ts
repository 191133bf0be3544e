import { fchmodSync, fstatSync, lstatSync, readFileSync } from "node:fs";
import { type FileWarning, isOpenToOthers } from "../credential-file/file-warnings.ts";
import { type OpenedFile, readOpened } from "../credential-file/opened-file.ts";
import { writePrivateFile } from "../credential-file/private-file.ts";
import { systemCode } from "../credential-file/system-error.ts";
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
export function readKeyFile(path: string): KeyFile | undefined {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    // Windows has no flag against links: there the look before is what keeps them out.
    if (!stats.isFile()) throw refuseKey("key-invalid", { path });
    return readOpened(path, (file) => readFrom(file, path), { followsLinks: false });
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
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

function readFrom({ descriptor, stats }: OpenedFile, path: string): KeyFile {
  if (!stats.isFile() || stats.size > limit || !isTrusted(stats.uid))
    throw refuseKey("key-invalid", { path });
  const warnings = isOpenToOthers(stats) ? [tighten(descriptor, path)] : [];
  const key = parseKey(readFileSync(descriptor, "utf8"));
  if (key === undefined) throw refuseKey("key-invalid", { path });
  return { key, warnings };
}

/** Root may read what it likes: in a container it reads folders of the host's users. */
function isTrusted(uid: number): boolean {
  const own = process.geteuid?.();
  return own === undefined || own === 0 || uid === own || uid === 0;
}

function tighten(descriptor: number, path: string): FileWarning {
  try {
    fchmodSync(descriptor, 0o600);
  } catch {
    // A file system without modes refuses, or agrees and changes nothing.
  }
  return { code: isOpenToOthers(fstatSync(descriptor)) ? "file-is-readable" : "key-was-readable", path };
}

function toKeyError(path: string, error: unknown): unknown {
  const code = systemCode(error);
  return code === undefined ? error : refuseKey("io", { path, systemCode: code });
}
