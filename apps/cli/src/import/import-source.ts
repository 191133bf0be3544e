import { type ImportedLogin, isAuthError, readCredentialFile, readForeignEnvironment } from "@nowtoken/core";
import type { Environment } from "../environment.ts";
import { AdvisedError } from "../failures/advised-error.ts";
import { configInvalid } from "../failures/config-invalid.ts";
import { defaultCredentialFile } from "../login/default-file.ts";

/** A login that was made elsewhere, and the file that holds it, where there is one. */
export interface ImportSource {
  readonly login: ImportedLogin;
  readonly file?: {
    readonly path: string;
    /** About then the login was made. */
    readonly writtenAt: Date;
  };
}

export const foreignPrograms = ["now-sdk", "ansible"] as const;

type ForeignProgram = (typeof foreignPrograms)[number];

function adviseToName(error: unknown): never {
  if (!isAuthError(error)) throw error;
  throw new AdvisedError(error, ["If it is elsewhere, name it: `nowtoken profile import FILE`."]);
}

const variablesOf: Record<ForeignProgram, string> = {
  "now-sdk": "SN_SDK_INSTANCE_URL, SN_SDK_OAUTH_CLIENT_ID and the like",
  ansible: "SN_HOST, SN_CLIENT_ID and the like",
};

/** Reads the variables of another program, a file, or the guide's file where the guide puts it. Throws CONFIG_INVALID. */
export async function readImportSource(
  from: ForeignProgram | undefined,
  file: string | undefined,
  environment: Environment,
): Promise<ImportSource> {
  if (from === undefined) {
    const reading = readCredentialFile(file ?? (await defaultCredentialFile(environment)));
    const { login, path, writtenAt } = await (file === undefined ? reading.catch(adviseToName) : reading);
    return { login, file: { path, writtenAt } };
  }
  if (file !== undefined) throw configInvalid("--from reads the environment: a file excludes it");
  const login = readForeignEnvironment(environment.variables).find((one) => one.from === from);
  if (login === undefined) throw configInvalid(`the environment has none of ${variablesOf[from]}`);
  return { login };
}
