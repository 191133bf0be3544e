import { answerJson } from "../answers.ts";
import type { PracticeContext } from "../practice.ts";

/** Why the token endpoint says no. */
export interface TokenRefusal {
  readonly error:
    | "invalid_client"
    | "invalid_grant"
    | "invalid_request"
    | "invalid_scope"
    | "unsupported_grant_type";
  readonly description: string;
  /** Set where the instance names the reason even when it hides all others. */
  readonly isAlwaysNamed?: true;
}

/**
 * Hides the reason behind the catch-all (community td-p/2373416), or names it; the system log has it where a line is known.
 *
 * The description comes first in the body, as in every capture. The named form's statuses are in `Behaviour`'s `errors`.
 */
export function answerRefusal(
  c: PracticeContext,
  { error, description, isAlwaysNamed }: TokenRefusal,
): Response {
  c.var.practice.systemLog.addRefusal(error);
  const isNamed = isAlwaysNamed || c.var.practice.behaviour.errors === "modern";
  if (!isNamed) return answerJson(c, { error_description: "access_denied", error: "server_error" }, 401);
  const status = isAlwaysNamed || error === "invalid_client" ? 401 : 400;
  return answerJson(c, { error_description: description, error }, status);
}
