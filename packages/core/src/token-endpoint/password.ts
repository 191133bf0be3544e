import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import type { RequestOptions } from "../http/request.ts";
import { requestWithGrant } from "./other-grant.ts";
import type { TokenSettings } from "./token-request.ts";

/** A local user of the instance. */
export interface PasswordLogin {
  readonly userName: string;
  readonly password: string;
}

/**
 * Asks for tokens with a user's password (RFC 6749 §4.3), to take over set-ups that were made so.
 *
 * OAuth 2.1 drops this grant; an instance can refuse it (`glide.oauth.inbound.ropc.grant_type.disabled`), and does for
 * users of single sign-on. Throws TOKEN_REQUEST_REJECTED, TOKEN_RESPONSE_INVALID, INSTANCE_UNREACHABLE.
 */
export async function requestWithPassword(
  settings: TokenSettings,
  { userName, password }: PasswordLogin,
  effects: Effects,
  options: RequestOptions = {},
): Promise<TokenResponse> {
  const parameters = { username: userName, password };
  return requestWithGrant(
    settings,
    { grantType: "password", request: "password", parameters, secrets: [password], ...options },
    effects,
  );
}
