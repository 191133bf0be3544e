import { type AnyAuthError, adviseOn, certaintyLabels, explain } from "@nowtoken/core";
import type { Answer } from "./redirect/answer.ts";

/** What a page shows of a login that failed: what happened, the likeliest cause and what to do; then the other causes. */
export function describeFailure(error: AnyAuthError): Answer {
  const denied = error.code === "AUTHORIZATION_REJECTED" && error.details.error === "access_denied";
  const { message, cause, fix } = adviseOn(error);
  const [, ...others] = explain(error).causes;
  return {
    title: denied ? "Access was denied" : "The login failed",
    message,
    ...(cause && { cause: `${certaintyLabels[cause.certainty]}: ${cause.sentence}` }),
    fix,
    others,
  };
}
