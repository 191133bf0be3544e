import { type AnyAuthError, adviseOn } from "@nowtoken/core";

/** What went wrong, as a report tells it with `--json`. */
export interface ToldError {
  readonly code: AnyAuthError["code"] | "NOT_REVOKED";
  readonly message: string;
  readonly details: object;
  readonly fix: readonly string[];
}

/** An error in the words for people. */
export function errorOf(error: AnyAuthError): ToldError {
  const { code, details } = error;
  return { code, details, ...adviseOn(error) };
}

/** A report of `--json`, with its first failure at the top: where a program finds the failure of any command. */
export const withFailure = <Report extends object>(
  report: Report,
  failure: ToldError | undefined,
): Report & { readonly error?: ToldError } =>
  failure === undefined ? report : { ...report, error: failure };
