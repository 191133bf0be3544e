import { adviseOn } from "../advice/advice.ts";
import { certaintyLabels } from "../advice/certainty-label.ts";
import type { AnyAuthError, AuthErrorCode } from "../errors.ts";

/** How an examination ended; `skipped` is one that could not be made, or that nobody wanted. */
export type ExaminationStatus = "ok" | "warning" | "failed" | "skipped";

/** What an examination found, in sentences for people; nothing secret stands in any of it. */
export interface ExaminationResult {
  readonly status: ExaminationStatus;
  /** What is so, or why nothing was looked at. */
  readonly message: string;
  /** Labelled values behind it. */
  readonly rows?: readonly (readonly [label: string, value: string])[];
  /** What else there is to say, one sentence each. */
  readonly notes?: readonly string[];
  /** What to do, most likely first. */
  readonly fix?: readonly string[];
  /** The same for programs. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** What a failure is in the table of errors; left out where the examination itself broke. */
  readonly code?: AuthErrorCode;
  /** The error behind a failure, where there is one. */
  readonly error?: AnyAuthError;
}

/** One thing to look at. */
export interface Examination {
  /** Unique, and stable for programs. */
  readonly id: string;
  readonly group: string;
  /** What is looked at, in few words. */
  readonly title: string;
  /** The ids of earlier ones without which this one is pointless: where one failed or was skipped, this one is. */
  readonly needs?: readonly string[];
  /** May throw an error of ours: that is a failure. */
  readonly run: () => Promise<ExaminationResult> | ExaminationResult;
}

type More = Pick<ExaminationResult, "rows" | "notes" | "fix" | "facts">;

export const ok = (message: string, more: More = {}): ExaminationResult => ({
  status: "ok",
  message,
  ...more,
});

export const warning = (message: string, more: More = {}): ExaminationResult => ({
  status: "warning",
  message,
  ...more,
});

export const skipped = (message: string): ExaminationResult => ({ status: "skipped", message });

/** A failure in the words of the error's advice, with its likeliest cause. */
export function failedBy(error: AnyAuthError, more: More = {}): ExaminationResult {
  return { ...told(error, more), status: "failed", code: error.code, error };
}

/** What would be a failure elsewhere, and here only deserves a word. */
export function warnedBy(error: AnyAuthError, more: More = {}): ExaminationResult {
  return { ...told(error, more), status: "warning" };
}

function told(error: AnyAuthError, more: More): More & { readonly message: string } {
  const { message, cause, fix } = adviseOn(error);
  const causes = cause === undefined ? [] : [`${certaintyLabels[cause.certainty]}: ${cause.sentence}`];
  const notes = [...causes, ...(more.notes ?? [])];
  return { message, fix, facts: { ...error.details }, ...more, ...(notes.length > 0 && { notes }) };
}
