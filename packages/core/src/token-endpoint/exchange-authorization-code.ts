import * as oauth from "oauth4webapi";
import { type AuthorizationGrant, assertGrant } from "../authorization-response.ts";
import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import type { RequestOptions } from "../http/request.ts";
import { requestTokens, type TokenSettings } from "./token-request.ts";

/**
 * Exchanges the authorization code for tokens (RFC 6749 §4.1.3–4.1.4, RFC 7636 §4.5). Never repeated, whatever happens.
 *
 * Throws TOKEN_REQUEST_REJECTED, TOKEN_RESPONSE_INVALID, INSTANCE_UNREACHABLE.
 */
export async function exchangeAuthorizationCode(
  settings: TokenSettings,
  grant: AuthorizationGrant,
  effects: Effects,
  { signal }: RequestOptions = {},
): Promise<TokenResponse> {
  assertGrant(grant);
  const { code, codeVerifier, redirectUri } = grant;
  return requestTokens(
    settings,
    {
      secrets: [code, codeVerifier],
      scopes: settings.scopes,
      facts: { request: "authorization-code", codeLength: code.length },
      signal,
      send: async ({ server, client, authentication, options }) => {
        // Our own parser has checked `state` and `iss`: this only makes the brand that the library asks for.
        const answer = oauth.validateAuthResponse(
          server,
          client,
          new URLSearchParams({ code }),
          oauth.expectNoState,
        );
        const response = await oauth.authorizationCodeGrantRequest(
          server,
          client,
          authentication,
          answer,
          redirectUri,
          codeVerifier,
          options,
        );
        return oauth.processAuthorizationCodeResponse(server, client, response);
      },
    },
    effects,
  );
}
