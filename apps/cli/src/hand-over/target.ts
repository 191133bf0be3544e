import { join, resolve } from "node:path";
import { clearClipboardLater, hasClipboard, writeClipboard } from "@nowtoken/callback";
import {
  AuthError,
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

/** Where a hand-over goes: a file that is ready to be written, standard output, or the clipboard. */
export type HandOverTarget =
  | { readonly kind: "file"; readonly name: string; readonly file: PreparedFile }
  | { readonly kind: "standard-output" | "clipboard"; readonly name: string };

interface Wishes {
  readonly out?: string | undefined;
  readonly clipboard: boolean;
  readonly json: boolean;
  readonly yes: boolean;
  /** Whether there is a person to ask. */
  readonly mayAsk: boolean;
}

/** Makes sure of the target before anything is spent; undefined when the person thinks better of it. */
export async function chooseTarget(
  name: ConnectorName,
  { out, clipboard, json, yes, mayAsk }: Wishes,
  { variables }: Environment,
): Promise<HandOverTarget | undefined> {
  if (clipboard) {
    if (out !== undefined) throw configInvalid("--out and --clipboard exclude each other");
    if (!hasClipboard({ platform: process.platform, environment: variables })) {
      throw configInvalid("--clipboard needs a desktop with a clipboard; --out FILE needs none");
    }
    return { kind: "clipboard", name: "the clipboard" };
  }
  if (out !== "-") {
    const path = resolve(out ?? (await defaultFile(name, variables)));
    return { kind: "file", name: path, file: await prepareCredentialFile(path) };
  }
  if (json) throw configInvalid("standard output serves one thing at a time: --json or --out -");
  checkStandardOutput();
  const isSeen = process.stdout.isTTY && mayAsk && !yes;
  if (isSeen && !(await confirm("The values will be shown on this screen. Go on?"))) return undefined;
  return { kind: "standard-output", name: "standard output" };
}

export interface HandOver {
  readonly text: string;
  /** After how many seconds the clipboard is cleared. */
  readonly clearAfterSeconds: number;
  readonly environment: Environment;
}

/** Writes the values, and yields what there is to warn of. Throws CREDENTIAL_FILE_UNWRITABLE. */
export async function writeHandOver(target: HandOverTarget, handOver: HandOver): Promise<string[]> {
  const { text } = handOver;
  if (target.kind === "clipboard") return fillClipboard(handOver);
  if (target.kind === "file") {
    await target.file.writeText(text);
    return target.file.warnings.map(describeFileWarning);
  }
  await writeToStandardOutput(text).catch((error) => Promise.reject(outputUnwritable(error)));
  return [];
}

async function fillClipboard({ text, clearAfterSeconds, environment }: HandOver): Promise<string[]> {
  const surroundings = { platform: process.platform, environment: environment.variables };
  if (!(await writeClipboard(text, surroundings))) {
    throw new AuthError("CREDENTIAL_FILE_UNWRITABLE", "expected a clipboard that can be written", {
      path: "the clipboard",
      reason: "io",
    });
  }
  const clears = await clearClipboardLater(text, { ...surroundings, clearAfterSeconds });
  return clears ? [] : ["The clipboard is not cleared by itself: clear it when you are done."];
}

async function defaultFile(name: ConnectorName, environment: NodeJS.ProcessEnv): Promise<string> {
  const folder = await findDesktopFolder({ platform: process.platform, environment });
  return join(folder, connectorFileName(name));
}
