import {
  type Advice,
  type AnyAuthError,
  AuthError,
  adviseOn,
  isAuthError,
  type LastFailure,
  toLastFailure,
} from "@nowtoken/core";
import { readEnvironment } from "../environment.ts";
import { readBooleanVariable } from "../settings/boolean-variable.ts";
import { Interruption } from "../terminal/interruption.ts";
import { AdvisedError } from "./advised-error.ts";
import { exitCodes } from "./exit-codes.ts";
import { keepFailure } from "./keep-failure.ts";
import { ProgramNotStarted } from "./program-not-started.ts";
import { adviseOnUsage, commandOf, type Manifest, toWords } from "./usage.ts";

interface Failure extends Advice {
  readonly exitCode: number;
  /** What a program is told besides what is kept. */
  readonly facts?: object;
  /** What is kept of it for `nowtoken explain`. */
  readonly kept: Pick<LastFailure, "code" | "details" | "entry" | "attempt" | "advice">;
}

/**
 * Tells the person, or the program that asked for `--json`, what went wrong and what to do. Returns the exit code.
 *
 * Nothing of an error that is not ours is shown but its kind and its stack frames: its message may hold anything.
 */
export async function reportFailure(
  error: unknown,
  argv: readonly string[],
  manifest: Manifest,
): Promise<number> {
  if (error instanceof Interruption) return error.exitCode;
  const exit = exitOf(error);
  if (exit === 0) return 0;
  const failure = describe(error, argv, manifest);
  const command = toWords(commandOf(argv, manifest) ?? "");
  // What explains others is not itself explained.
  const isKept =
    command !== "explain" && (await keepFailure({ ...failure.kept, command, message: failure.message }));
  const more = isKept ? "nowtoken explain" : undefined;
  if (wantsJson(argv)) process.stdout.write(`${JSON.stringify(toJson(failure))}\n`);
  else await printAdvice(failure, more);
  return isFailureOfExec(error, argv) ? 125 : failure.exitCode;
}

/** Whatever kept `exec` from starting its program has one exit code, which programs seldom have. */
function isFailureOfExec(error: unknown, argv: readonly string[]): boolean {
  return argv[0] === "exec" && !(error instanceof ProgramNotStarted);
}

function describe(error: unknown, argv: readonly string[], manifest: Manifest): Failure {
  if (error instanceof AdvisedError) {
    const ours = describeOurs(error.error);
    const { advice, facts } = error;
    return {
      ...ours,
      fix: [...advice, ...ours.fix],
      facts,
      kept: { ...ours.kept, advice: [...advice] },
    };
  }
  if (isAuthError(error)) return describeOurs(error);
  if (error instanceof ProgramNotStarted) return describeProgram(error);
  const usage = adviseOnUsage(error, argv, manifest);
  if (usage !== undefined) return { ...describeOurs(usageError), ...usage };
  return { ...bug(error), exitCode: 1, kept: { code: "UNEXPECTED", details: {}, entry: "unexpected" } };
}

const usageError = new AuthError("CONFIG_INVALID", "expected a command line that is understood", {
  problems: [],
});

function describeOurs(error: AnyAuthError): Failure {
  return { ...adviseOn(error), exitCode: exitCodes[error.code], kept: toLastFailure(error) };
}

function describeProgram({ exitCode }: ProgramNotStarted): Failure {
  const message = exitCode === 127 ? "The program was not found." : "The program cannot be run.";
  const fix = ["Check its name or path, and that it may be executed. No shell looks at its words."];
  return {
    message,
    fix,
    exitCode,
    kept: { code: "PROGRAM_NOT_STARTED", details: {}, entry: "program-not-started" },
  };
}

function bug(error: unknown): Advice {
  const frames =
    error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)) : [];
  const name = error instanceof Error ? error.constructor.name : typeof error;
  return {
    message: "nowtoken failed in a way that it should not.",
    fix: [
      `Please report this, with these lines: ${[name, ...frames.slice(0, 5).map((line) => line.trim())].join(" | ")}`,
    ],
  };
}

const toJson = ({ kept: { code, details }, message, cause, fix, facts }: Failure) => ({
  error: { code, message, details: { ...details, ...facts }, ...(cause && { cause }), fix },
});

async function printAdvice(advice: Advice, more: string | undefined): Promise<void> {
  // Loaded here: a program that asked for JSON needs neither.
  const [{ styleFor }, { formatAdvice }] = await Promise.all([
    import("../terminal/style.ts"),
    import("./format-advice.ts"),
  ]);
  const style = styleFor(process.stderr);
  process.stderr.write(formatAdvice(advice, style, `${style.red("Error:")} `));
  if (more !== undefined) process.stderr.write(`\nMore: ${more}\n`);
}

function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  if ((end === -1 ? argv : argv.slice(0, end)).includes("--json")) return true;
  try {
    return readBooleanVariable(readEnvironment().variables, "NOWTOKEN_JSON");
  } catch {
    return false;
  }
}

/** oclif ends some commands by throwing what to exit with. */
function exitOf(error: unknown): number | undefined {
  const { oclif } = Object(error) as { oclif?: { exit?: number } };
  return oclif?.exit;
}
