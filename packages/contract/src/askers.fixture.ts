import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { bundleProgram } from "../../../tools/bundle-program.ts";
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

const program = await bundleProgram(join(import.meta.dirname, "asking.fixture.ts"));

export function startAsker(): Asker {
  const child = spawn(process.execPath, [program]);
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
