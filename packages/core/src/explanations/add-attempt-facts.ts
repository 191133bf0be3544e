import { AuthError, isAuthError } from "../errors.ts";
import type { AttemptFacts } from "./attempt.ts";

/** The same error, with more known of the request that it is about; one that is about none comes back as it is. */
export function addAttemptFacts(error: unknown, facts: Partial<AttemptFacts>): unknown {
  if (!isAuthError(error, "TOKEN_REQUEST_REJECTED") || error.details.attempt === undefined) return error;
  const { code, message, details } = error;
  return new AuthError(code, message, { ...details, attempt: { ...error.details.attempt, ...facts } });
}
