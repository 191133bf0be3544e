import { AuthError, isAuthError, type OtherRequest } from "../errors.ts";

/** The same error, told as one of this request; undefined is the exchange of a code. */
export function aboutEndpoint(error: unknown, endpoint: OtherRequest | undefined): unknown {
  if (endpoint === undefined) return error;
  if (isAuthError(error, "TOKEN_RESPONSE_INVALID"))
    return new AuthError(error.code, error.message, { ...error.details, endpoint });
  if (isAuthError(error, "INSTANCE_UNREACHABLE"))
    return new AuthError(error.code, error.message, { ...error.details, endpoint });
  return error;
}
