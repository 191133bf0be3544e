import { statSync } from "node:fs";
import { resolve } from "node:path";
import { isAuthError } from "../errors.ts";
import { configInvalid } from "../settings/config-invalid.ts";
import { readTextFile } from "../settings/text-file.ts";
import { readCredentialText } from "./credential-text.ts";
import type { ImportedLogin } from "./imported-login.ts";

/** A credential file: ours of any format, a rescued one, or what the guide's script wrote. */
export interface ImportedFile {
  readonly login: ImportedLogin;
  /** Absolute. */
  readonly path: string;
  /** When it was written: about then the login was made, or the tokens came. */
  readonly writtenAt: Date;
}

/** Reads a credential file. Throws CONFIG_INVALID, with the path, and with the line of what is damaged. */
export async function readCredentialFile(file: string): Promise<ImportedFile> {
  const path = resolve(file);
  const text = readTextFile(path, path);
  const { mtime: writtenAt } = statSync(path);
  try {
    return { login: await readCredentialText(text), path, writtenAt };
  } catch (error) {
    if (!isAuthError(error, "CONFIG_INVALID")) throw error;
    throw configInvalid(
      error.details.problems.map((problem) =>
        problem.line === undefined ? { ...problem, setting: path } : { ...problem, path },
      ),
    );
  }
}
