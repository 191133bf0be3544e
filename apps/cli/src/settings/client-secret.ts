import { readFile, stat } from "node:fs/promises";
import { configInvalid } from "../failures/config-invalid.ts";
import { readStdin } from "../terminal/read-stdin.ts";
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
  const file = flags["client-secret-file"] ?? environment.clientSecretFile;
  if (!flags["client-secret-stdin"]) return file === undefined ? undefined : fromFile(file);
  if (flags["client-secret-file"] !== undefined) {
    throw configInvalid("--client-secret-stdin and --client-secret-file exclude each other");
  }
  if (stdinTaken)
    throw configInvalid("standard input serves one thing at a time, and the redirected URL comes from it");
  // At a terminal it is asked for, without echo.
  return process.stdin.isTTY ? undefined : lastLineEndOff(await readStdin(process.stdin));
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
