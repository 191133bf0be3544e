import { type AnyAuthError, adviseOn, isAuthError } from "@nowtoken/core";
import { exitCodes } from "../failures/exit-codes.ts";
import { errorOf, withFailure } from "../failures/told-error.ts";
import { styleFor } from "../terminal/style.ts";
import type { Outcome } from "./for-each-profile.ts";

type Outcomes<Value> = readonly Outcome<Value>[];

/** One profile's outcome in one line. */
export function describeOutcome<Value>(
  { profile, result }: Outcome<Value>,
  describe: (value: Value) => string,
): string {
  return isAuthError(result) ? `${profile}: ${adviseOn(result).message}` : describe(result);
}

/** How many went well; those that did not, each with its reason and the first thing to do. */
export function summarize<Value>(outcomes: Outcomes<Value>, verb: string): string {
  const style = styleFor(process.stdout);
  const failed = outcomes.filter(({ result }) => isAuthError(result));
  const count = `${outcomes.length - failed.length} of ${outcomes.length} profiles ${verb}.`;
  const lines = failed.map(({ profile, result }) => {
    const { message, fix } = isAuthError(result) ? adviseOn(result) : { message: "", fix: [] };
    const text = `${style.red(profile)}: ${message} ${fix[0] ?? ""}`.trimEnd();
    return style.wrap(text, { indent: "  - ", hanging: "    " });
  });
  return `${[count, ...lines].join("\n")}\n`;
}

/** Each profile's outcome, and the first failure at the top. */
export function outcomesToJson<Value>(outcomes: Outcomes<Value>, toJson: (value: Value) => object): object {
  const profiles = outcomes.map(({ profile, result }) => {
    if (!isAuthError(result)) return { ...toJson(result), profile };
    return { profile, error: errorOf(result) };
  });
  const failure = firstFailureOf(outcomes);
  return withFailure({ profiles }, failure && errorOf(failure));
}

/** 0 when all went well, else what the first failure exits with. */
export function exitCodeOf<Value>(outcomes: Outcomes<Value>): number {
  const failure = firstFailureOf(outcomes);
  return failure === undefined ? 0 : exitCodes[failure.code];
}

export function firstFailureOf<Value>(outcomes: Outcomes<Value>): AnyAuthError | undefined {
  const failure = outcomes.map(({ result }) => result).find((result) => isAuthError(result));
  return isAuthError(failure) ? failure : undefined;
}
