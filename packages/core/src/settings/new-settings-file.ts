import { toFileError } from "../credential-file/file-fault.ts";
import { replaceFile } from "../credential-file/private-file.ts";
import { checkTarget, locateTarget } from "../credential-file/target.ts";
import { invalidSetting } from "./config-invalid.ts";
import type { RawSettings } from "./fields.ts";

/** A settings file that is still to be written. */
export interface NewSettingsFile {
  /** Absolute, its folder without links. */
  readonly path: string;
  /** Writes it as JSON: 0600 from its first byte, whole or not at all. Throws CREDENTIAL_FILE_UNWRITABLE. */
  write(settings: RawSettings): Promise<void>;
}

/**
 * Makes sure that a settings file can be written at a place where nothing is yet.
 *
 * Throws CREDENTIAL_FILE_UNWRITABLE, and CONFIG_INVALID where a file is already: it may hold the only copy of a secret.
 */
export async function prepareSettingsFile(path: string): Promise<NewSettingsFile> {
  const target = await asFileError(path, locate(path));
  return {
    path: target,
    write: (settings) =>
      asFileError(target, replaceFile(target, Buffer.from(`${JSON.stringify(settings, null, 2)}\n`))),
  };
}

async function locate(path: string): Promise<string> {
  const target = await locateTarget(path);
  if ((await checkTarget(target)) === undefined) return target;
  throw invalidSetting(undefined, "the settings file must be a new one: there is a file of that name");
}

async function asFileError<Value>(path: string, action: Promise<Value>): Promise<Value> {
  try {
    return await action;
  } catch (error) {
    throw toFileError(path, error);
  }
}
