import * as oauth from "oauth4webapi";
import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import type { RequestOptions } from "../http/request.ts";
import { configInvalid } from "../settings/config-invalid.ts";
import { requestTokens, scopeParameter, type TokenSettings } from "./token-request.ts";

/**
 * Asks for an access token as the client itself (RFC 6749 §4.4); it acts as the record's OAuth Application User, and
 * there is no refresh token.
 *
 * From Washington DC on, and only where `glide.oauth.inbound.client.credential.grant_type.enabled` is true (KB1645212).
 * Throws CONFIG_INVALID for a public client, TOKEN_REQUEST_REJECTED, TOKEN_RESPONSE_INVALID, INSTANCE_UNREACHABLE.
 */
export async function requestWithClientCredentials(
  settings: TokenSettings,
  effects: Effects,
  { signal }: RequestOptions = {},
): Promise<TokenResponse> {
  if (settings.clientSecret === undefined) {
    throw configInvalid([{ setting: "clientSecret", kind: "missing", message: "must be given" }]);
  }
  return requestTokens(
    settings,
    {
      secrets: [],
      scopes: settings.scopes,
      endpoint: "grant",
      facts: { request: "client-credentials" },
      signal,
      send: async ({ server, client, authentication, options }) => {
        const parameters = scopeParameter(settings.scopes);
        const response = await oauth.clientCredentialsGrantRequest(
          server,
          client,
          authentication,
          parameters,
          options,
        );
        return oauth.processClientCredentialsResponse(server, client, response);
      },
    },
    effects,
  );
}
