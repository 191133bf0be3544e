import { execFile } from "node:child_process";
import { childEnvironment } from "./child-environment.ts";
import { clipboardTools } from "./clipboard-tools.ts";
import type { BrowserSurroundings } from "./open-browser.ts";

/** In milliseconds: an owner of the clipboard that does not answer must not hold the person up. */
const patience = 500;
/** In bytes; far more than an address. */
const limit = 256 * 1024;

/**
 * The text on the person's clipboard, through the platform's own tool, without a shell; undefined when it cannot be
 * read. Windows has no such tool besides PowerShell, which is not started: there it is always undefined.
 */
export async function readClipboard(surroundings: BrowserSurroundings): Promise<string | undefined> {
  for (const [program, ...words] of clipboardTools(surroundings).readers) {
    const text = await output(program, words, surroundings.environment);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Whether the platform has a tool that may read the clipboard. */
export function hasClipboard(surroundings: BrowserSurroundings): boolean {
  return clipboardTools(surroundings).readers.length > 0;
}

function output(
  program: string,
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const options = {
    env: childEnvironment(environment),
    timeout: patience,
    killSignal: "SIGKILL" as const,
    maxBuffer: limit,
    windowsHide: true,
  };
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  try {
    const child = execFile(program, words, options, (error, text) =>
      resolve(error === null ? text : undefined),
    );
    child.stdin?.end();
  } catch {
    resolve(undefined);
  }
  return promise;
}
