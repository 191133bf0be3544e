import type { AnyAuthError } from "@nowtoken/core";

/** One of core's errors, with advice that only the command knows. */
export class AdvisedError extends Error {
  override readonly name = "AdvisedError";
  readonly error: AnyAuthError;
  /** What to do, in sentences. */
  readonly advice: readonly string[];

  constructor(error: AnyAuthError, ...advice: readonly string[]) {
    super(error.message);
    this.error = error;
    this.advice = advice;
  }
}
