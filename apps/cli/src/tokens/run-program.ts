import type { ChildProcess } from "node:child_process";
import { constants } from "node:os";
import crossSpawn from "cross-spawn";
import { ProgramNotStarted } from "../failures/program-not-started.ts";

/** Ctrl-C and Ctrl-\ at a terminal reach the program by themselves; anything else only through us. */
const passedOn: readonly NodeJS.Signals[] = ["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGUSR1", "SIGUSR2"];
const fromTheKeyboard: readonly NodeJS.Signals[] = ["SIGINT", "SIGQUIT"];

/**
 * Runs a program in our place: it has our terminal, and gets the signals that we get. No shell looks at its words.
 *
 * Resolves to what to exit with: its own exit code, or 128 and the number of the signal that ended it. Throws
 * {@link ProgramNotStarted}.
 */
export async function runProgram(
  [program = "", ...words]: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const signals = catchSignals();
  try {
    const child = crossSpawn(program, words, { env: environment, stdio: "inherit", shell: false });
    signals.passOnTo(child);
    return await ended(child);
  } finally {
    signals.release();
  }
}

function ended(child: ChildProcess): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once("error", (error: NodeJS.ErrnoException) => {
    reject(new ProgramNotStarted(error.code === "ENOENT" ? 127 : 126));
  });
  child.once("exit", (code, signal) =>
    resolve(signal === null ? (code ?? 0) : 128 + constants.signals[signal]),
  );
  return promise;
}

/** Before there is a program: one that began in the same moment as a signal came would outlive us. */
function catchSignals() {
  // One that a pipe leads to is at the terminal all the same.
  const atTerminal = [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
  const early: NodeJS.Signals[] = [];
  let pass = (signal: NodeJS.Signals): unknown => early.push(signal);
  const listeners = passedOn.map((signal) => {
    const isTheirs = atTerminal && fromTheKeyboard.includes(signal);
    return [signal, () => void (isTheirs || pass(signal))] as const;
  });
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return {
    passOnTo(child: ChildProcess) {
      pass = (signal) => child.kill(signal);
      early.forEach(pass);
    },
    release() {
      for (const [signal, listener] of listeners) process.off(signal, listener);
    },
  };
}
