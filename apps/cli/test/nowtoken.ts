import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** The built command. */
export const executable = join(import.meta.dirname, "../bin/run.js");

/** How a run of the built command ended; without an exit code when a signal did it. */
export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions<Process = ChildProcessWithoutNullStreams> {
  readonly environment?: NodeJS.ProcessEnv;
  readonly input?: string;
  /** Handed the process as soon as it runs, for what has to be said to it later; its standard input stays open. */
  readonly meanwhile?: (running: Running<Process>) => Promise<void>;
}

export interface Running<Process = ChildProcessWithoutNullStreams> {
  readonly process: Process;
  /** Waits until stderr, or the other stream, holds a match; undefined when the process ends before. */
  readonly waitFor: (pattern: RegExp, stream?: "stdout" | "stderr") => Promise<string | undefined>;
}

/** The authorization URL among what a login prints for people. */
export const authorizationUrl = /https?:\/\/\S+\/oauth_auth\.do\?\S+(?=\s)/u;

/** Runs the built command as a process of its own, with none of this process's settings. */
export async function nowtoken(words: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { PATH, SystemRoot, TMPDIR } = process.env;
  const env = { PATH, SystemRoot, TMPDIR, ...options.environment };
  const child = spawn(process.execPath, [executable, ...words], { env });
  const printed = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    printed.stderr += text;
  });
  // A command that ends early closes its standard input before it has been written to.
  child.stdin.on("error", () => undefined);
  const closed = once(child, "close");
  const waitFor: Running["waitFor"] = async (pattern, stream = "stderr") => {
    for (;;) {
      const match = pattern.exec(printed[stream])?.[0];
      if (match !== undefined || child.exitCode !== null || child.signalCode !== null) return match;
      await Promise.race([once(child[stream], "data"), closed]);
    }
  };
  if (options.meanwhile) await options.meanwhile({ process: child, waitFor });
  else child.stdin.end(options.input ?? "");
  await closed;
  return { exitCode: child.exitCode, ...printed };
}
