import type { TokenEndpointResponse } from "oauth4webapi";
import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import { AuthError, isAuthError } from "../errors.ts";
import type { Attempt, AttemptFacts } from "../explanations/attempt.ts";
import { describeAttempt } from "../explanations/describe-attempt.ts";
import { aboutEndpoint } from "../http/about-endpoint.ts";
import type { RequestOptions } from "../http/request.ts";
import { readGrantedScopes } from "../settings/scopes.ts";
import type { Settings } from "../settings/settings.ts";
import { type ClientSettings, createOAuthClient, type OAuthClient } from "./oauth-client.ts";
import type { Told } from "./refusal.ts";
import { readTokenAnswer } from "./token-answer.ts";

/** What a grant needs to know of the settings. */
export type TokenSettings = ClientSettings & Pick<Settings, "scopes">;

/** One token request: how it is made, and what an error about it may and must not say. */
export interface TokenRequest extends RequestOptions, Told {
  /** What is known of it, for whoever explains its failure. */
  readonly facts: AttemptFacts;
  /** Whether sending it twice does no harm; an authorization code is spent by the first time. */
  readonly repeatable?: boolean;
  /** Sends the grant and reads the answer, through oauth4webapi's pair of functions for it. */
  readonly send: (client: OAuthClient) => Promise<TokenEndpointResponse>;
}

/**
 * Asks the token endpoint once (RFC 6749 §3.2), as the settings say the client authenticates.
 *
 * An `id_token` is dropped unread, and so is a `WWW-Authenticate` beside a JSON body: nothing here uses the one, and
 * the other would hide the reason. Throws TOKEN_REQUEST_REJECTED, TOKEN_RESPONSE_INVALID, INSTANCE_UNREACHABLE.
 */
export async function requestTokens(
  settings: ClientSettings,
  { send, signal, repeatable, facts, ...told }: TokenRequest,
  effects: Effects,
): Promise<TokenResponse> {
  let receivedAt = effects.now();
  const read: Parameters<typeof createOAuthClient>[1]["read"] = (answer) => {
    receivedAt = answer.receivedAt;
    return readTokenAnswer(answer, { ...told, secrets: [settings.clientSecret, ...told.secrets] });
  };
  try {
    const tokens = await send(createOAuthClient(settings, { read, signal, repeatable }, effects));
    return {
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token,
      expiresInSeconds: tokens.expires_in,
      scopes: tokens.scope === undefined ? undefined : readGrantedScopes(tokens.scope),
      receivedAt,
    };
  } catch (error) {
    const attempt = () => describeAttempt({ ...settings, scopes: told.scopes }, facts);
    throw aboutEndpoint(aboutAttempt(error, attempt), told.endpoint);
  }
}

/** The same refusal, with what is known of the request. */
function aboutAttempt(error: unknown, describe: () => Attempt): unknown {
  if (!isAuthError(error, "TOKEN_REQUEST_REJECTED")) return error;
  return new AuthError(error.code, error.message, { ...error.details, attempt: describe() });
}

/** The scopes as they are sent; none means that the parameter is left out. */
export const scopeParameter = (scopes: readonly string[]): Record<string, string> =>
  scopes.length > 0 ? { scope: scopes.join(" ") } : {};
