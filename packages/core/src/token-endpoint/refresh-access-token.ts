import * as oauth from "oauth4webapi";
import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import type { RequestOptions } from "../http/request.ts";
import type { ClientSettings } from "./oauth-client.ts";
import { requestTokens } from "./token-request.ts";

/**
 * Asks for a new access token with the refresh token (RFC 6749 §6), and no scope: those of the grant go on. One attempt:
 * whether another is worth making is what `judgeRefreshFailure` says.
 *
 * `refreshToken` of the answer is undefined when the instance sent none: the one that was used then goes on. Throws
 * TOKEN_REQUEST_REJECTED, TOKEN_RESPONSE_INVALID, INSTANCE_UNREACHABLE.
 */
export async function refreshAccessToken(
  settings: ClientSettings,
  refreshToken: string,
  effects: Effects,
  { signal }: RequestOptions = {},
): Promise<TokenResponse> {
  return requestTokens(
    settings,
    {
      secrets: [refreshToken],
      scopes: [],
      endpoint: "refresh",
      facts: { request: "refresh-token" },
      signal,
      // Where the first answer was lost, the token is either still good or gone already.
      repeatable: true,
      send: async ({ server, client, authentication, options }) => {
        const response = await oauth.refreshTokenGrantRequest(
          server,
          client,
          authentication,
          refreshToken,
          options,
        );
        return oauth.processRefreshTokenResponse(server, client, response);
      },
    },
    effects,
  );
}
