import type { AnyAuthError } from "@nowtoken/core";

/** One of core's errors, with advice that only the command knows. */
export class AdvisedError extends Error {
  override readonly name = "AdvisedError";
  readonly error: AnyAuthError;
  /** One sentence on what to do. */
  readonly advice: string;

  constructor(error: AnyAuthError, advice: string) {
    super(error.message);
    this.error = error;
    this.advice = advice;
  }
}
