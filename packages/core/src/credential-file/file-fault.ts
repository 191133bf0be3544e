import { AuthError, type FileFault } from "../errors.ts";
import { systemCode } from "./system-error.ts";

/** How much room a credential file reserves before the code is spent. */
export const reservedBytes = 32 * 1024;

type SystemFault = Exclude<FileFault, "control-character" | "unquotable" | "keeps-nothing">;

const faults: Record<string, SystemFault> = {
  ENOENT: "missing-folder",
  ENOTDIR: "missing-folder",
  EACCES: "not-writable",
  EPERM: "not-writable",
  EROFS: "not-writable",
  ENAMETOOLONG: "name-too-long",
  EISDIR: "directory",
  ELOOP: "link",
  ENOSPC: "full",
  EDQUOT: "full",
  EFBIG: "full",
};

const messages: Record<SystemFault, string> = {
  "missing-folder": "expected a folder that exists",
  "not-writable": "expected a place that can be written to",
  "read-only": "expected a file that may be read and written",
  "name-too-long": "expected a path that the file system takes",
  directory: "expected a file, not a directory",
  link: "expected a file, not a symbolic link",
  "hard-link": "expected a file with one name, not a hard link",
  "not-a-file": "expected a regular file",
  full: `expected room for ${reservedBytes / 1024} KiB`,
  io: "expected the file system to take the file",
};

/** A refusal of the credential file at `path`. */
export function refuseFile(
  path: string,
  reason: SystemFault,
  details: { readonly systemCode?: string; readonly privacy?: true } = {},
): AuthError<"CREDENTIAL_FILE_UNWRITABLE"> {
  return new AuthError("CREDENTIAL_FILE_UNWRITABLE", messages[reason], { path, reason, ...details });
}

/** Turns the system's error into CREDENTIAL_FILE_UNWRITABLE; any other error comes back as it is. */
export function toFileError(path: string, error: unknown, platform = process.platform): unknown {
  const code = systemCode(error);
  if (code === undefined) return error;
  // macOS answers EPERM where its privacy settings forbid, EACCES where the modes do.
  const privacy = platform === "darwin" && code === "EPERM";
  return refuseFile(path, faults[code] ?? "io", { systemCode: code, ...(privacy && { privacy }) });
}
