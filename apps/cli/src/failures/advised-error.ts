import type { AnyAuthError } from "@nowtoken/core";

/** One of core's errors, with advice that only the command knows. */
export class AdvisedError extends Error {
  override readonly name = "AdvisedError";
  readonly error: AnyAuthError;
  /** What to do, in sentences. */
  readonly advice: readonly string[];
  /** What a program is told besides the error's own details. */
  readonly facts: object;

  constructor(error: AnyAuthError, advice: readonly string[], facts: object = {}) {
    super(error.message);
    this.error = error;
    this.advice = advice;
    this.facts = facts;
  }
}
