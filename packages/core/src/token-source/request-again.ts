import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import type { RequestOptions } from "../http/request.ts";
import type { KeptLogin } from "./kept-login.ts";
import { loginRequired } from "./login-required.ts";

/** Whether another access token can be had without a person. */
export function canRequestAgain({ settings, login, secrets, jwt = settings.jwt }: KeptLogin): boolean {
  if (secrets.refreshToken !== undefined) return true;
  if (login?.grant === "client-credentials") return secrets.clientSecret !== undefined;
  return login?.grant === "jwt-bearer" && jwt !== undefined;
}

/**
 * Asks for a new access token: with the refresh token, for the scopes that were granted, else with the grant that needs
 * nobody, for those of the settings.
 *
 * Throws LOGIN_REQUIRED when there is neither, and what the token request throws.
 */
export async function requestAgain(
  { name, settings, login, secrets, jwt = settings.jwt }: KeptLogin,
  effects: Effects,
  options: RequestOptions,
): Promise<TokenResponse> {
  const client = { ...settings, clientSecret: secrets.clientSecret };
  if (secrets.refreshToken !== undefined) {
    const { refreshAccessToken } = await import("../token-endpoint/refresh-access-token.ts");
    return refreshAccessToken(client, secrets.refreshToken, effects, options);
  }
  if (login?.grant === "client-credentials") {
    const { requestWithClientCredentials } = await import("../token-endpoint/client-credentials.ts");
    return requestWithClientCredentials(client, effects, options);
  }
  if (login?.grant === "jwt-bearer" && jwt !== undefined) {
    const { requestWithJwtBearer, requestWithKeyFile } = await import("../token-endpoint/jwt-bearer.ts");
    if ("keyFile" in jwt) return requestWithKeyFile(client, jwt, effects, options);
    return requestWithJwtBearer(client, jwt, effects, options);
  }
  throw loginRequired(name, login === undefined ? "no-tokens" : "no-refresh-token");
}
