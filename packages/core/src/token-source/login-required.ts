import { AuthError, isAuthError, type LoginFault } from "../errors.ts";

/** A LOGIN_REQUIRED, with what the instance said where it refused. */
export function loginRequired(
  profile: string,
  reason: LoginFault,
  refusal?: unknown,
): AuthError<"LOGIN_REQUIRED"> {
  const refused = isAuthError(refusal, "TOKEN_REQUEST_REJECTED") ? refusal.details : undefined;
  return new AuthError("LOGIN_REQUIRED", "expected a login whose tokens are alive", {
    profile,
    reason,
    ...(refused && { error: refused.error, status: refused.status }),
    ...(refused?.attempt && { attempt: refused.attempt }),
  });
}
