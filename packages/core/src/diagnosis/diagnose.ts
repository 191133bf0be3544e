import { isAuthError } from "../errors.ts";
import {
  type Examination,
  type ExaminationResult,
  type ExaminationStatus,
  failedBy,
  skipped,
} from "./examination.ts";

/** An examination that was made, or skipped. */
export interface Examined extends ExaminationResult, Pick<Examination, "id" | "group" | "title"> {}

/** What was found, in the order of the examinations, and the worst of it. */
export interface Diagnosis {
  readonly status: Exclude<ExaminationStatus, "skipped">;
  readonly examinations: readonly Examined[];
}

export interface DiagnosisOptions {
  readonly signal?: AbortSignal | undefined;
  /** Hears of each examination when it has ended. */
  readonly onDone?: (examined: Examined) => void;
}

/**
 * Makes all examinations side by side, each as soon as those that it needs are done; a failure stops no other.
 *
 * Throws the signal's reason and nothing else.
 */
export async function diagnose(
  examinations: readonly Examination[],
  { signal, onDone }: DiagnosisOptions = {},
): Promise<Diagnosis> {
  const underWay = new Map<string, Promise<Examined>>();
  for (const examination of examinations) {
    const needed = (examination.needs ?? []).flatMap((id) => underWay.get(id) ?? []);
    const examined = examine(examination, needed, signal);
    underWay.set(examination.id, examined);
    if (onDone) examined.then(onDone, () => undefined);
  }
  const examined = await Promise.all(underWay.values());
  return { status: worstOf(examined), examinations: examined };
}

async function examine(
  { id, group, title, run }: Examination,
  needed: readonly Promise<Examined>[],
  signal: AbortSignal | undefined,
): Promise<Examined> {
  const missing = (await Promise.all(needed)).find(({ status }) => ["failed", "skipped"].includes(status));
  signal?.throwIfAborted();
  const result = missing === undefined ? await resultOf(run, signal) : skipped(reasonOf(missing));
  return { id, group, title, ...result };
}

/** The first thing in the chain that kept the others from being looked at. */
function reasonOf({ status, title, message }: Examined): string {
  return status === "skipped" ? message : `Not looked at: see ${title}.`;
}

async function resultOf(
  run: Examination["run"],
  signal: AbortSignal | undefined,
): Promise<ExaminationResult> {
  try {
    return await run();
  } catch (error) {
    signal?.throwIfAborted();
    return isAuthError(error) ? failedBy(error) : broken(error);
  }
}

/** Of an error that is not ours nothing is told but its kind and its stack frames: its message may hold anything. */
function broken(error: unknown): ExaminationResult {
  const { name, stack = "" } = error instanceof Error ? error : new Error();
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  const lines = [name, ...frames.slice(0, 5).map((line) => line.trim())].join(" | ");
  return {
    status: "failed",
    message: "This could not be looked at: nowtoken failed in a way that it should not.",
    fix: [`Please report this, with these lines: ${lines}`],
  };
}

function worstOf(examined: readonly Examined[]): Diagnosis["status"] {
  const has = (wanted: ExaminationStatus) => examined.some(({ status }) => status === wanted);
  if (has("failed")) return "failed";
  return has("warning") ? "warning" : "ok";
}
