import { type AnyAuthError, adviseOn } from "@nowtoken/core";
import type { Answer } from "./redirect/answer.ts";

/** What a page shows of a login that failed: what happened, and what to do. */
export function describeFailure(error: AnyAuthError): Answer {
  const denied = error.code === "AUTHORIZATION_REJECTED" && error.details.error === "access_denied";
  return { title: denied ? "Access was denied" : "The login failed", ...adviseOn(error) };
}
