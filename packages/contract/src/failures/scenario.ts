import { type AnyAuthError, type Attempt, isAuthError } from "@nowtoken/core";

/** What somebody has of a failure: an error of ours, or what another program or a page showed. */
export type Shown = string | AnyAuthError;

/** One failure that is made to happen, and what caused it. */
export interface FailureScenario {
  /** How it is made to happen, as a sentence without its end. */
  readonly failure: string;
  /** The id of the cause that must be ranked first. */
  readonly cause: string;
  readonly happen: () => Promise<Shown>;
  /** What is known besides; an error of ours may carry it itself. */
  readonly attempt?: Attempt;
  /** Why nothing that can be seen tells this cause from a likelier one: it is not ranked first then. */
  readonly unclear?: string;
  /** Set where words of our own stand beside what the instance or a program showed: it shows less than the others. */
  readonly isTold?: true;
  /** False where it cannot be made to happen on this machine. */
  readonly isPossible?: boolean;
  /** The entry that nothing else shows, where this one is not possible on every machine. */
  readonly entry?: string;
}

/** The scenarios of one part of the dictionary. */
export interface FailureTopic {
  readonly title: string;
  readonly scenarios: readonly FailureScenario[];
}

/** The error of ours that ends `work`; anything else, success too, is a mistake of the scenario. */
export async function errorOf(work: Promise<unknown>): Promise<AnyAuthError> {
  try {
    await work;
  } catch (error) {
    if (isAuthError(error)) return error;
    throw error;
  }
  throw new Error("expected a failure");
}
