import type { Stats } from "node:fs";
import { access, constants, lstat, realpath } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { AuthError } from "../errors.ts";
import { refuseFile } from "./file-fault.ts";
import { ignoreMissing, systemCode } from "./system-error.ts";

/**
 * The absolute path of a target, its folder without links.
 *
 * Throws CREDENTIAL_FILE_UNWRITABLE, and the system's error when there is no such folder.
 */
export async function locateTarget(path: string): Promise<string> {
  const absolute = resolve(path);
  if (path.includes("\0")) {
    const details = { path: absolute, reason: "control-character", label: "path" } as const;
    throw new AuthError("CREDENTIAL_FILE_UNWRITABLE", "the path must not hold NUL", details);
  }
  if (path.endsWith("/") || path.endsWith(sep)) throw refuseFile(absolute, "directory");
  return join(await realpath(dirname(absolute)), basename(absolute));
}

/**
 * Looks at what stands at the target without opening it; undefined when nothing does.
 *
 * Throws CREDENTIAL_FILE_UNWRITABLE for anything but a regular file with one name, and the system's error for one that
 * must not be read or written.
 */
export async function checkTarget(path: string): Promise<Stats | undefined> {
  const stats = await lstat(path).catch(ignoreMissing);
  if (stats === undefined) return undefined;
  if (stats.isSymbolicLink()) throw refuseFile(path, "link");
  if (stats.isDirectory()) throw refuseFile(path, "directory");
  if (!stats.isFile()) throw refuseFile(path, "not-a-file");
  if (stats.nlink > 1) throw refuseFile(path, "hard-link");
  // A rename would replace even a file that its owner marked read-only.
  await access(path, constants.R_OK | constants.W_OK).catch((error) => {
    throw refuseAccess(path, error);
  });
  return stats;
}

function refuseAccess(path: string, error: unknown): unknown {
  const code = systemCode(error);
  // Windows and Linux answer EPERM for a file that is read-only whatever its modes; on macOS it may be the privacy.
  const forbidden = code === "EACCES" || (code === "EPERM" && process.platform !== "darwin");
  return forbidden ? refuseFile(path, "read-only", { systemCode: code }) : error;
}
