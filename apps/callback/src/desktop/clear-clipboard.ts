import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { parse } from "node:path";
import { childEnvironment } from "./child-environment.ts";
import { clipboardTools } from "./clipboard-tools.ts";
import type { BrowserSurroundings } from "./open-browser.ts";

export interface ClipboardClearing extends BrowserSurroundings {
  readonly clearAfterSeconds: number;
}

/**
 * What the process does that stays behind. It is told the text's digest, never the text, and on standard input, since
 * everybody may read the arguments of a process. A clipboard that can be read and holds something else by then is left
 * as it is.
 */
const script = `
  import { spawnSync } from "node:child_process";
  import { createHash } from "node:crypto";
  import { text } from "node:stream/consumers";
  import { setTimeout } from "node:timers/promises";
  const { milliseconds, digest, readers, clearers } = JSON.parse(await text(process.stdin));
  await setTimeout(milliseconds);
  const limits = { input: "", timeout: 2000, killSignal: "SIGKILL", maxBuffer: 1 << 20, windowsHide: true };
  const run = ([program, ...words], output) =>
    spawnSync(program, words, { ...limits, stdio: ["pipe", output, "ignore"] });
  const digestOf = (bytes) => createHash("sha256").update(bytes).digest("hex");
  const holds = (tool) => {
    const { status, stdout } = run(tool, "pipe");
    return status === 0 && digestOf(stdout) === digest;
  };
  if (readers.length === 0 || readers.some(holds)) clearers.some((tool) => run(tool, "ignore").status === 0);
`;

/**
 * Empties the clipboard after a while if it still holds `text`, also when this process has ended by then; on Windows,
 * where it cannot be read, whatever it holds. Resolves to whether that was set going.
 */
export function clearClipboardLater(
  text: string,
  { clearAfterSeconds, ...surroundings }: ClipboardClearing,
): Promise<boolean> {
  const { readers, clearers } = clipboardTools(surroundings);
  const digest = createHash("sha256").update(text).digest("hex");
  const { promise, resolve } = Promise.withResolvers<boolean>();
  try {
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
      env: { ...childEnvironment(surroundings.environment), NODE_OPTIONS: undefined },
      // Holds no folder of the person's.
      cwd: parse(process.execPath).root,
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
      windowsHide: true,
    });
    child.once("error", () => resolve(false));
    child.stdin.on("error", () => resolve(false)).on("finish", () => resolve(true));
    child.stdin.end(JSON.stringify({ milliseconds: clearAfterSeconds * 1000, digest, readers, clearers }));
    child.unref();
  } catch {
    resolve(false);
  }
  return promise;
}
