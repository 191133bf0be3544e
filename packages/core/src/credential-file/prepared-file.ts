import { randomBytes } from "node:crypto";
import { fstatSync, type Stats } from "node:fs";
import { unlink } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Credential } from "../credential.ts";
import { holdsRefreshToken, readEarlierFile } from "./earlier-file.ts";
import { reservedBytes, toFileError } from "./file-fault.ts";
import { type FileWarning, findFileWarnings } from "./file-warnings.ts";
import { type CredentialFormat, formatCredential } from "./formats.ts";
import { keepPreviousFile } from "./previous-file.ts";
import { ignore } from "./system-error.ts";
import { checkTarget, locateTarget } from "./target.ts";
import { openTemporaryFile, type TemporaryFile } from "./temporary-file.ts";

/** A credential file whose place is checked and whose room is reserved, before the code is spent. */
export interface PreparedFile {
  /** Absolute, its folder without links. */
  readonly path: string;
  readonly warnings: readonly FileWarning[];
  /**
   * Replaces the earlier file, wholly or not at all, and yields what else there is to warn of; once.
   *
   * A refresh token that only the earlier file holds stays beside it, in `….previous`. Throws
   * CREDENTIAL_FILE_UNWRITABLE.
   */
  write(credential: Credential, format: CredentialFormat): Promise<readonly FileWarning[]>;
  /** Replaces the earlier file with a text, as `write` does; an earlier file's refresh token is not looked for. */
  writeText(text: string): Promise<void>;
  /** Gives the room back; after `write`, or a second time, it does nothing. Never throws. */
  discard(): Promise<void>;
}

/**
 * Checks a target without opening it, and reserves room in a file beside it that is 0600 from its first byte.
 *
 * Throws CREDENTIAL_FILE_UNWRITABLE; nothing has changed then.
 */
export async function prepareCredentialFile(path: string): Promise<PreparedFile> {
  try {
    const target = await locateTarget(path);
    return await reserve(target, await checkTarget(target));
  } catch (error) {
    throw toFileError(resolve(path), error);
  }
}

/** Prepares and writes at once, and yields every warning. Throws CREDENTIAL_FILE_UNWRITABLE. */
export async function writeCredentialFile(
  path: string,
  credential: Credential,
  format: CredentialFormat,
): Promise<readonly FileWarning[]> {
  const prepared = await prepareCredentialFile(path);
  return [...prepared.warnings, ...(await prepared.write(credential, format))];
}

async function reserve(path: string, earlier: Stats | undefined): Promise<PreparedFile> {
  const temporary = await openTemporaryFile(dirname(path));
  try {
    // Random, so that no file system compresses it away.
    temporary.fill(randomBytes(reservedBytes));
    await temporary.flush();
    const warnings = await findFileWarnings(path, { earlier, written: fstatSync(temporary.descriptor) });
    const file = { path, temporary };
    return {
      path,
      warnings,
      write: (credential, format) => write(file, credential, format),
      writeText: (text) => writeText(file, text),
      discard: async () => temporary.discard(),
    };
  } catch (error) {
    temporary.discard();
    throw error;
  }
}

interface OpenFile {
  readonly path: string;
  readonly temporary: TemporaryFile;
}

async function write(
  { path, temporary }: OpenFile,
  credential: Credential,
  format: CredentialFormat,
): Promise<readonly FileWarning[]> {
  try {
    const text = formatCredential(credential, format, path);
    const earlier = await readEarlierFile(path);
    temporary.fill(Buffer.from(text));
    await checkTarget(path);
    if (credential.refreshToken === undefined && earlier !== undefined && holdsRefreshToken(earlier)) {
      return [{ code: "previous-kept", path: await replaceAndKeep(temporary, path, earlier) }];
    }
    await temporary.moveTo(path);
    return [];
  } catch (error) {
    throw toFileError(path, error);
  } finally {
    temporary.discard();
  }
}

async function writeText({ path, temporary }: OpenFile, text: string): Promise<void> {
  try {
    temporary.fill(Buffer.from(text));
    await checkTarget(path);
    await temporary.moveTo(path);
  } catch (error) {
    throw toFileError(path, error);
  } finally {
    temporary.discard();
  }
}

async function replaceAndKeep(temporary: TemporaryFile, path: string, earlier: Buffer): Promise<string> {
  const previous = await keepPreviousFile(path, earlier);
  try {
    await temporary.moveTo(path);
    return previous;
  } catch (error) {
    await unlink(previous).catch(ignore);
    throw error;
  }
}
