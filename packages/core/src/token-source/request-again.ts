import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import type { RequestOptions } from "../http/request.ts";
import type { KeptLogin } from "./kept-login.ts";
import { loginRequired } from "./login-required.ts";

/**
 * Asks for a new access token: with the refresh token, else with the grant that needs nobody. No scope goes along: the
 * granted ones go on.
 *
 * Throws LOGIN_REQUIRED when there is neither, and what the token request throws.
 */
export async function requestAgain(
  { name, settings, login, secrets }: KeptLogin,
  effects: Effects,
  options: RequestOptions,
): Promise<TokenResponse> {
  const client = { ...settings, clientSecret: secrets.clientSecret };
  if (secrets.refreshToken !== undefined) {
    const { refreshAccessToken } = await import("../token-endpoint/refresh-access-token.ts");
    return refreshAccessToken(client, secrets.refreshToken, effects, options);
  }
  throw loginRequired(name, login === undefined ? "no-tokens" : "no-refresh-token");
}
