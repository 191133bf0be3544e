import type { Credential } from "../credential.ts";
import type { Effects } from "../effects.ts";
import { AuthError } from "../errors.ts";
import { type HttpAnswer, type RequestOptions, requestText } from "../http/request.ts";

/** An access token, and the instance that it is for: it is sent to no other. */
export type ApiCredential = Pick<Credential, "instanceUrl" | "accessToken">;

const limitBytes = 1024 * 1024;

/** Asks the instance's REST API for `path`, as whom the token belongs to. Throws INSTANCE_UNREACHABLE, TOKEN_RESPONSE_INVALID. */
export function callApi(
  { instanceUrl, accessToken }: ApiCredential,
  path: string,
  effects: Effects,
  { signal }: RequestOptions = {},
): Promise<HttpAnswer> {
  const headers = { accept: "application/json", authorization: `Bearer ${accessToken}` };
  return requestText(effects, { url: `${instanceUrl}${path}`, method: "GET", headers, limitBytes, signal });
}

/** A refused call; a 403 tells whether it is the record or the user that lacks something. */
export function apiRejected({ status, host, text }: HttpAnswer, table?: string): AuthError<"API_REJECTED"> {
  // rest-api-scope-troubleshooting.md has these words; "Failed API level ACL Validation" and others are the user's rights.
  const reason = /Missing required api access scope/i.test(text) ? "scope" : "right";
  return new AuthError("API_REJECTED", "the call was refused", {
    status,
    host,
    ...(status === 403 && { reason }),
    ...(table !== undefined && { table }),
  });
}
