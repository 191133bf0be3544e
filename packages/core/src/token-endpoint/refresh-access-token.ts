import * as oauth from "oauth4webapi";
import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import type { RequestOptions } from "../http/request.ts";
import type { ClientSettings } from "./oauth-client.ts";
import { requestTokens, scopeParameter } from "./token-request.ts";

/** How an access token is refreshed. */
export interface RefreshOptions extends RequestOptions {
  /** The granted scopes, never more; left out, none are sent and the grant's own go on (RFC 6749 §6). */
  readonly scopes?: readonly string[] | undefined;
}

/**
 * Asks for a new access token with the refresh token (RFC 6749 §6). One attempt: whether another is worth making is
 * what `judgeRefreshFailure` says.
 *
 * `refreshToken` of the answer is undefined when the instance sent none: the one that was used then goes on. Throws
 * TOKEN_REQUEST_REJECTED, TOKEN_RESPONSE_INVALID, INSTANCE_UNREACHABLE.
 */
export async function refreshAccessToken(
  settings: ClientSettings,
  refreshToken: string,
  effects: Effects,
  { signal, scopes = [] }: RefreshOptions = {},
): Promise<TokenResponse> {
  return requestTokens(
    settings,
    {
      secrets: [refreshToken],
      scopes,
      endpoint: "refresh",
      facts: { request: "refresh-token" },
      signal,
      // Where the first answer was lost, the token is either still good or gone already.
      repeatable: true,
      send: async ({ server, client, authentication, options }) => {
        const response = await oauth.refreshTokenGrantRequest(server, client, authentication, refreshToken, {
          ...options,
          additionalParameters: scopeParameter(scopes),
        });
        return oauth.processRefreshTokenResponse(server, client, response);
      },
    },
    effects,
  );
}
