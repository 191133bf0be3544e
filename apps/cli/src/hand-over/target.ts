import { join, resolve } from "node:path";
import {
  type ConnectorName,
  connectorFileName,
  describeFileWarning,
  findDesktopFolder,
  type PreparedFile,
  prepareCredentialFile,
} from "@nowtoken/core";
import type { Environment } from "../environment.ts";
import { configInvalid } from "../failures/config-invalid.ts";
import { confirm } from "../terminal/confirm.ts";
import { checkStandardOutput, outputUnwritable, writeToStandardOutput } from "../terminal/standard-output.ts";

/** Where a hand-over goes: a file that is ready to be written, or standard output. */
export type HandOverTarget =
  | { readonly path: string; readonly file: PreparedFile }
  | { readonly path: undefined; readonly file?: undefined };

interface Wishes {
  readonly out?: string | undefined;
  readonly json: boolean;
  readonly yes: boolean;
  /** Whether there is a person to ask. */
  readonly mayAsk: boolean;
}

/** Makes sure of the target before anything is spent; undefined when the person thinks better of it. */
export async function chooseTarget(
  name: ConnectorName,
  { out, json, yes, mayAsk }: Wishes,
  { variables }: Environment,
): Promise<HandOverTarget | undefined> {
  if (out !== "-") {
    const path = resolve(out ?? (await defaultFile(name, variables)));
    return { path, file: await prepareCredentialFile(path) };
  }
  if (json) throw configInvalid("standard output serves one thing at a time: --json or --out -");
  checkStandardOutput();
  const isSeen = process.stdout.isTTY && mayAsk && !yes;
  if (isSeen && !(await confirm("The values will be shown on this screen. Go on?"))) return undefined;
  return { path: undefined };
}

/** Writes the values, and yields what there is to warn of. Throws CREDENTIAL_FILE_UNWRITABLE. */
export async function writeHandOver(target: HandOverTarget, text: string): Promise<string[]> {
  if (target.path === undefined) {
    await writeToStandardOutput(text).catch((error) => Promise.reject(outputUnwritable(error)));
    return [];
  }
  await target.file.writeText(text);
  return target.file.warnings.map(describeFileWarning);
}

async function defaultFile(name: ConnectorName, environment: NodeJS.ProcessEnv): Promise<string> {
  const folder = await findDesktopFolder({ platform: process.platform, environment });
  return join(folder, connectorFileName(name));
}
