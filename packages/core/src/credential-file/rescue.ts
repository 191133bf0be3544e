import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Credential } from "../credential.ts";
import { AuthError, isAuthError } from "../errors.ts";
import type { FileWarning } from "./file-warnings.ts";
import { type CredentialFormat, formatCredential } from "./formats.ts";
import type { PreparedFile } from "./prepared-file.ts";
import { writePrivateFile } from "./private-file.ts";
import { ignore } from "./system-error.ts";

/** In which format a credential is written, and where its tokens go when its own file fails. */
export interface CommitOptions {
  readonly format: CredentialFormat;
  readonly stateFolder: string;
}

const extensions: Record<CredentialFormat, string> = { text: "txt", json: "json", env: "env" };

/**
 * Writes a credential to its prepared file, and yields every warning.
 *
 * The code is spent by now, so when the file fails the tokens go to a 0600 file in the state folder, as JSON where the
 * format cannot hold them. Throws CREDENTIAL_FILE_UNWRITABLE, with `rescuePath`, or with `rescueFailed` when the tokens
 * are lost.
 */
export async function commitCredential(
  prepared: Pick<PreparedFile, "path" | "warnings" | "write">,
  credential: Credential,
  options: CommitOptions,
): Promise<readonly FileWarning[]> {
  try {
    return [...prepared.warnings, ...(await prepared.write(credential, options.format))];
  } catch (error) {
    if (!isAuthError(error, "CREDENTIAL_FILE_UNWRITABLE")) throw error;
    const rescuePath = await rescueCredential(credential, options).catch(ignore);
    throw new AuthError("CREDENTIAL_FILE_UNWRITABLE", error.message, {
      ...error.details,
      ...(rescuePath === undefined ? { rescueFailed: true } : { rescuePath }),
    });
  }
}

/** Writes a credential to a new 0600 file in the state folder, and yields its path. */
export async function rescueCredential(
  credential: Credential,
  { format, stateFolder }: CommitOptions,
): Promise<string> {
  const name = `rescued-${randomBytes(8).toString("hex")}`;
  const { text, extension } = render(credential, format);
  const path = join(stateFolder, `${name}.${extension}`);
  await writePrivateFile(path, text);
  return path;
}

function render(credential: Credential, format: CredentialFormat): { text: string; extension: string } {
  const extension = extensions[format];
  try {
    return { text: formatCredential(credential, format), extension };
  } catch (error) {
    // JSON quotes whatever an env file cannot.
    if (format === "json") throw error;
    return render(credential, "json");
  }
}
