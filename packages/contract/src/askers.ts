import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { KeptPractice } from "./kept-practice.ts";

/** What a process said of a token it asked for. */
export interface Said {
  /** The token's fingerprint. */
  readonly token?: string;
  /** The code of the error. */
  readonly error?: string;
}

/** A process of its own that stays up, and asks for the token of a profile when it is told to. */
export interface Asker {
  readonly ask: (kept: KeptPractice, refresh?: "always") => Promise<Said>;
  /** Ends it with SIGKILL, whatever it does. */
  readonly kill: () => Promise<unknown>;
  /** Lets it end. */
  readonly dismiss: () => Promise<unknown>;
}

/** Whatever was compiled for an earlier run: TypeScript takes most of a start. */
const compiled = join(import.meta.dirname, "../node_modules/.cache/compiled");

export function startAsker(): Asker {
  const program = join(import.meta.dirname, "asking.fixture.ts");
  const child: ChildProcessWithoutNullStreams = spawn(
    process.execPath,
    ["--conditions=nowtoken-source", program],
    { env: { ...process.env, NODE_COMPILE_CACHE: compiled } },
  );
  const gone = once(child, "close");
  child.stderr.pipe(process.stderr);
  const waiting = new Map<number, (said: Said) => void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    const { id, ...said } = JSON.parse(line);
    waiting.get(id)?.(said);
  });
  let asked = 0;
  return {
    ask({ stateFolder, environment }, refresh) {
      asked += 1;
      const id = asked;
      child.stdin.write(`${JSON.stringify({ id, stateFolder, environment, refresh })}\n`);
      return new Promise((resolve) => waiting.set(id, resolve));
    },
    kill() {
      child.kill("SIGKILL");
      return gone;
    },
    dismiss() {
      child.stdin.end();
      return gone;
    },
  };
}
