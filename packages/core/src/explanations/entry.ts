import type { AuthErrorCode } from "../errors.ts";
import type { Attempt } from "./attempt.ts";

/** How sure a cause is. */
export type Certainty = "certain" | "likely" | "possible";

/** What an attempt says of a cause: `excluded` is not shown at all. */
export type Verdict = Certainty | "unlikely" | "excluded";

/** One reason why something fails, in sentences for people. */
export interface Cause {
  /** Unique in the dictionary, e.g. `code-expired`. */
  readonly id: string;
  readonly cause: string;
  /** What to look at. */
  readonly check: readonly string[];
  /** What to do, most likely first. */
  readonly fix: readonly string[];
  /** Where this is known from. */
  readonly source: string;
  /** The line of the instance's own log that would settle it. */
  readonly log?: string;
  /** Set where only what is known about an attempt can show it: without that it is left out. */
  readonly needsAttempt?: true;
  /** What is known about an attempt may make it more or less likely; undefined when it says nothing. */
  readonly weigh?: (attempt: Attempt) => Verdict | undefined;
}

/** Words that stand one after the other; or several such, of which one must stand in a text. */
export type Phrase = string | readonly string[];

/**
 * What makes an entry be found in a text: one phrase, several that must all stand in it, or all that the text is.
 *
 * Letters and digits count, in either case; whatever stands between words does not. See `toWords`.
 */
export type Pattern = string | readonly Phrase[] | { readonly whole: string };

/** A failure as people see it, and what causes it. */
export interface Entry {
  /** Unique in the dictionary, e.g. `missing-state`. */
  readonly id: string;
  /** As it is read on a page, in an answer or in a terminal. */
  readonly title: string;
  readonly patterns: readonly Pattern[];
  /** The likeliest first, as long as nothing is known about the attempt. */
  readonly causes: readonly [Cause, ...Cause[]];
  /** How sure the first cause is when nothing is known about the attempt: `likely` when left out. */
  readonly certainty?: Certainty;
  /** Set where other entries that a text matches say more. */
  readonly isGeneral?: true;
  /** Set where it says more than all others: a line of the log, or what was done before it failed. */
  readonly isDecisive?: true;
  /**
   * Set where its patterns are what people say, not what a program does. It is never certain of its cause then, and
   * where it is more than possible, every pattern has a word of OAuth's or ServiceNow's besides.
   */
  readonly isTold?: true;
  /** Set where any program may say it: in a text without a word of OAuth's or ServiceNow's it shows what is possible. */
  readonly isCommon?: true;
}

/** How an error's code stands in our own JSON, or alone. */
export const codePatterns = (code: AuthErrorCode): Pattern[] => [{ whole: code }, `code ${code}`];

/** What every refusal of the token endpoint leaves behind (ci-integration.md of ServiceNow's SDK). */
export const tokenFlowLog = 'System Logs > System Log > All: message contains "token flow"';

/** For what only another program's request can have: nowtoken's own never does. */
export const neverOurs = (): Verdict => "excluded";
