import { spawn } from "node:child_process";
import { childEnvironment } from "./child-environment.ts";
import { clipboardTools, type Tool } from "./clipboard-tools.ts";
import type { BrowserSurroundings } from "./open-browser.ts";

/** In milliseconds. */
const patience = 1000;

/** clip.exe reads the console's code page, in which no other characters are certain. */
const plain = /^[\t\r\n -~]*$/u;

/**
 * Puts a text on the person's clipboard, through the platform's own tool: without a shell, the text on standard input
 * alone, and an environment without our variables. Resolves to whether that was possible.
 */
export async function writeClipboard(text: string, surroundings: BrowserSurroundings): Promise<boolean> {
  if (surroundings.platform === "win32" && !plain.test(text)) return false;
  for (const tool of clipboardTools(surroundings).writers) {
    if (await feed(tool, text, surroundings.environment)) return true;
  }
  return false;
}

function feed([program, ...words]: Tool, text: string, environment: NodeJS.ProcessEnv): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  try {
    // X's and Wayland's tools stay behind to hand the text out: they must not hold a pipe of ours.
    const child = spawn(program, words, {
      env: childEnvironment(environment),
      stdio: ["pipe", "ignore", "ignore"],
      timeout: patience,
      killSignal: "SIGKILL",
      windowsHide: true,
    });
    child.once("error", () => resolve(false)).once("exit", (code) => resolve(code === 0));
    // One that refuses does not read.
    child.stdin.on("error", () => undefined).end(text);
  } catch {
    resolve(false);
  }
  return promise;
}
