import { type AnyAuthError, adviseOn } from "@nowtoken/core";

/** What went wrong with one profile of many, as `--json` tells it. */
export interface ToldError {
  readonly code: AnyAuthError["code"];
  readonly message: string;
  readonly details: AnyAuthError["details"];
  readonly fix: readonly string[];
}

/** An error in the words for people. */
export function errorOf(error: AnyAuthError): ToldError {
  const { code, details } = error;
  return { code, details, ...adviseOn(error) };
}
