import { spawn } from "node:child_process";
import { win32 } from "node:path";
import { childEnvironment } from "./child-environment.ts";

/** Where the browser is opened from. */
export interface BrowserSurroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Opens an address in the person's browser and does not wait for it: no shell, no PowerShell, the address as one
 * argument, and an environment without our own variables, some of which are secret.
 *
 * `$BROWSER` is split into words, and `%s` among them stands for the address. Anything but https, or http on
 * loopback, is left alone, since other schemes start other programs. Resolves to whether a program was started; what
 * becomes of it changes nothing.
 */
export function openBrowser(url: string, { platform, environment }: BrowserSurroundings): Promise<boolean> {
  if (!isOpenable(url)) return Promise.resolve(false);
  const [program = "", ...given] = opener(platform, environment);
  const words = given.includes("%s") ? given.map((word) => (word === "%s" ? url : word)) : [...given, url];
  const { promise, resolve } = Promise.withResolvers<boolean>();
  try {
    const env = childEnvironment(environment);
    const child = spawn(program, words, {
      env,
      stdio: "ignore",
      detached: true,
      windowsHide: true,
      shell: false,
    });
    child.once("spawn", () => resolve(true)).once("error", () => resolve(false));
    child.unref();
  } catch {
    // Some failures are thrown at once: a batch file on Windows, an environment that is too large.
    resolve(false);
  }
  return promise;
}

/** Characters that mean something to a shell never stand bare in an address of ours. */
const plain = /^https?:\/\/[\w.~:/?#[\]&=%+,-]+$/u;

function isOpenable(url: string): boolean {
  if (!plain.test(url) || !URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}

function opener(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): readonly string[] {
  const chosen = environment["BROWSER"]?.split(/\s+/u).filter((word) => word !== "") ?? [];
  if (chosen.length > 0) return chosen;
  // By its path: Windows looks for a program in the current folder too.
  const system = environment["SystemRoot"] ?? String.raw`C:\Windows`;
  if (platform === "win32")
    return [win32.join(system, "System32", "rundll32.exe"), "url.dll,FileProtocolHandler"];
  if (platform === "darwin") return ["/usr/bin/open"];
  return ["xdg-open"];
}
