import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { withChild } from "./with-child.ts";

export interface LoginRun {
  /** The environment of the login: settings, and a state folder of its own. */
  readonly environment: NodeJS.ProcessEnv;
  /** The executable of this very program. */
  readonly executable: string;
  readonly signal: AbortSignal;
  /** The person: given the authorization URL, comes back with the address that the browser ended on. */
  readonly visit: (authorizationUrl: string) => Promise<string>;
}

type LoginProcess = ChildProcessByStdio<Writable, Readable, Readable>;

/**
 * Runs the command line's own `login` as a process of its own, with a scripted person: what it prints is followed, and
 * what the person copied is pasted. Returns what it printed at the end.
 *
 * Throws the signal's reason, what the person threw, and an Error when the login fails; the process has ended then.
 */
export async function runLogin({ environment, executable, signal, visit }: LoginRun): Promise<string> {
  const words = [executable, "login", "--mode", "paste", "--no-open", "--no-input"];
  const login = spawn(process.execPath, words, { env: environment, stdio: ["pipe", "pipe", "pipe"] });
  return withChild(login, signal, async (closed) => {
    const [printed] = await Promise.all([text(login.stdout), answer(login, visit), closed]);
    if (login.exitCode !== 0) throw new Error("expected the login of the demonstration to succeed");
    return printed;
  });
}

async function answer(login: LoginProcess, visit: LoginRun["visit"]): Promise<void> {
  const redirect = await visit(await readAuthorizationUrl(login));
  // How a login that reads no more has ended, its exit code tells.
  login.stdin.on("error", () => undefined).end(redirect);
}

/** The login prints its URL on stderr, for people; it is the only one there. */
function readAuthorizationUrl(login: LoginProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let seen = "";
  login.stderr.on("data", (chunk) => {
    seen += chunk;
    const url = /https?:\/\/\S+\/oauth_auth\.do\?\S+(?=\s)/u.exec(seen)?.[0];
    if (url !== undefined) resolve(url);
  });
  login.once("close", () => reject(new Error("expected the login of the demonstration to print its URL")));
  return promise;
}
