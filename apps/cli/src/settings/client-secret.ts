import { readFile, stat } from "node:fs/promises";
import { configInvalid } from "../failures/config-invalid.ts";
import { readStdin } from "../terminal/read-stdin.ts";
import { readBooleanVariable } from "./boolean-variable.ts";
import type { SettingsSources } from "./gather-settings.ts";

interface SecretSources extends Pick<SettingsSources, "flags" | "environment"> {
  /** Whether standard input serves something else already. */
  readonly stdinTaken: boolean;
}

/** The client secret from standard input or from a file; undefined where neither was asked for. Throws CONFIG_INVALID. */
export async function readClientSecret({
  flags,
  environment,
  stdinTaken,
}: SecretSources): Promise<string | undefined> {
  const { "client-secret-stdin": stdinFlag, "client-secret-file": fileFlag } = flags;
  if (stdinFlag && fileFlag !== undefined) {
    throw configInvalid("--client-secret-stdin and --client-secret-file exclude each other");
  }
  const file = fileFlag ?? environment.clientSecretFile;
  const stdinVariable = readBooleanVariable(environment.variables, "NOWTOKEN_CLIENT_SECRET_STDIN");
  if (!stdinFlag && (fileFlag !== undefined || !stdinVariable))
    return file === undefined ? undefined : notEmpty(await fromFile(file), "--client-secret-file");
  if (stdinTaken)
    throw configInvalid(
      "standard input serves one thing at a time, and the command reads another one from it",
    );
  // At a terminal it is asked for, without echo.
  return process.stdin.isTTY
    ? undefined
    : notEmpty(lastLineEndOff(await readStdin(process.stdin)), "--client-secret-stdin");
}

/** Whoever names a place for the secret has one: an empty place is a mistake, not a public client. */
function notEmpty(secret: string, flag: string): string {
  if (secret.trim() !== "") return secret;
  throw configInvalid(`from ${flag} must not be empty; for a public client leave that out`, "clientSecret");
}

async function fromFile(path: string): Promise<string> {
  try {
    // A pipe is fine: shells hand secrets over that way.
    if ((await stat(path)).isDirectory()) throw new Error("a folder");
    return lastLineEndOff(await readFile(path, "utf8"));
  } catch {
    throw configInvalid("the file named by --client-secret-file cannot be read");
  }
}

const lastLineEndOff = (text: string): string => text.replace(/\r?\n$/u, "");
