import { isAuthError } from "@nowtoken/core";

/** The four cases of the guide's table of errors. */
export type Cause = "client" | "scope" | "grant" | "redirect";

const causes = new Map<string, Cause>([
  ["invalid_client", "client"],
  ["unauthorized_client", "client"],
  ["invalid_scope", "scope"],
  ["invalid_grant", "grant"],
  ["invalid_redirect_uri", "redirect"],
  ["redirect_uri_mismatch", "redirect"],
]);

/** Which of the guide's cases a failure is; `any` when the instance did not say, undefined when it is none of them. */
export function causeOf(error: unknown): Cause | "any" | undefined {
  if (isAuthError(error, "TOKEN_REQUEST_REJECTED")) return causes.get(error.details.error) ?? "any";
  return isAuthError(error, "AUTHORIZATION_REJECTED") ? causes.get(error.details.error) : undefined;
}
