import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

export interface LoginRun {
  /** The environment of the login: settings, and a state folder of its own. */
  readonly environment: NodeJS.ProcessEnv;
  /** The executable of this very program. */
  readonly executable: string;
  readonly signal: AbortSignal;
  /** The person: given the authorization URL, comes back with the address that the browser ended on. */
  readonly visit: (authorizationUrl: string) => Promise<string>;
}

/**
 * Runs the command line's own `login` as a process of its own, with a scripted person: what it prints is followed, and
 * what the person copied is pasted. Returns what it printed at the end. Throws when it fails.
 */
export async function runLogin({ environment, executable, signal, visit }: LoginRun): Promise<string> {
  const login = spawn(process.execPath, [executable, "login", "--mode", "paste", "--no-open", "--no-input"], {
    env: environment,
    signal,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const ended = once(login, "close");
  const printed = text(login.stdout);
  login.stdin.end(await visit(await readAuthorizationUrl(login)));
  await ended;
  if (login.exitCode !== 0) throw new Error("expected the login of the demonstration to succeed");
  return printed;
}

/** The login prints its URL on stderr, for people; it is the only one there. */
function readAuthorizationUrl(login: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let seen = "";
  login.stderr?.on("data", (chunk) => {
    seen += chunk;
    const url = /https?:\/\/\S+\/oauth_auth\.do\?\S+(?=\s)/u.exec(seen)?.[0];
    if (url !== undefined) resolve(url);
  });
  login.once("error", reject);
  login.once("close", () => reject(new Error("expected the login of the demonstration to print its URL")));
  return promise;
}
