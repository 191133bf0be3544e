import { isAuthError } from "../errors.ts";

/**
 * What a failed refresh says of the refresh token.
 *
 * - `dead`: the instance says so, and only a login helps.
 * - `doubtful`: ServiceNow's catch-all, which comes and goes when several processes refresh at once: ask a second time
 *   after a short wait, and call it dead if that brings the same.
 * - `temporary`: no word on the token. Keep it and try again later.
 * - `other`: the client, its scopes or the record are what is refused. Keep the token.
 */
export type RefreshVerdict = "dead" | "doubtful" | "temporary" | "other";

/**
 * Judges what `refreshAccessToken` threw. Only `invalid_grant` in JSON with a status from 400 to 499 is a verdict on
 * the token: servers in trouble answer it with 5xx too.
 */
export function judgeRefreshFailure(error: unknown): RefreshVerdict {
  if (isAuthError(error, "INSTANCE_UNREACHABLE") || isAuthError(error, "TOKEN_RESPONSE_INVALID"))
    return "temporary";
  if (!isAuthError(error, "TOKEN_REQUEST_REJECTED")) return "other";
  const { status, error: code } = error.details;
  if (status >= 400 && status < 500 && code === "invalid_grant") return "dead";
  // RFC 6749 §4.1.2.1 has it for the authorization endpoint; servers say it at the other one too (guess).
  if (code === "temporarily_unavailable") return "temporary";
  // 401 {"error_description":"access_denied","error":"server_error"}: stojdev/oauth-client; community td-p/2373416.
  return status === 401 && (code === "server_error" || code === "access_denied") ? "doubtful" : "other";
}

/**
 * Whether the instance may have acted on a request whose answer never arrived whole: a server that rotates refresh
 * tokens may then have issued another one.
 */
export function isAnswerLost(error: unknown): boolean {
  if (isAuthError(error, "INSTANCE_UNREACHABLE")) return error.details.sent;
  if (!isAuthError(error, "TOKEN_RESPONSE_INVALID")) return false;
  const { reason, status } = error.details;
  // A gateway that gave up waiting (502, 504), and tokens that came and cannot be read.
  if (reason === "server-error") return status === 502 || status === 504;
  if (reason === "shape") return status === 200;
  return reason === "cut" || reason === "too-large" || (reason === "not-json" && status === 200);
}
