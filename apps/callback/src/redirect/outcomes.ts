import { randomBytes } from "node:crypto";
import type { LoginAttempt } from "../login-attempt.ts";

/** A login that a browser brought the answer to. */
interface Outcome<Result> {
  readonly attempt: LoginAttempt<Result>;
  /** Called once the browser has been shown how it ended. */
  readonly setShown: () => void;
}

export interface Outcomes<Result> {
  /** The id of a login's outcome: always the same, and not to be guessed, since its page says whose tokens they are. */
  idOf(attempt: LoginAttempt<Result>): string;
  find(id: string): Outcome<Result> | undefined;
}

/** `onAnswered` is told of each new outcome, with a promise for when it has been shown. */
export function createOutcomes<Result>(
  onAnswered: ((shown: Promise<void>) => void) | undefined,
): Outcomes<Result> {
  const outcomes = new Map<string, Outcome<Result>>();
  return {
    idOf(attempt) {
      const known = [...outcomes].find(([, outcome]) => outcome.attempt === attempt);
      if (known !== undefined) return known[0];
      const id = randomBytes(16).toString("hex");
      const { promise, resolve } = Promise.withResolvers<void>();
      outcomes.set(id, { attempt, setShown: resolve });
      onAnswered?.(promise);
      return id;
    },
    find: (id) => outcomes.get(id),
  };
}
