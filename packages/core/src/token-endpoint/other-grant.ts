import * as oauth from "oauth4webapi";
import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import type { AttemptFacts } from "../explanations/attempt.ts";
import type { RequestOptions } from "../http/request.ts";
import { requestTokens, scopeParameter, type TokenSettings } from "./token-request.ts";

/** A grant that oauth4webapi has no function of its own for. */
interface OtherGrant extends RequestOptions {
  readonly grantType: string;
  readonly request: AttemptFacts["request"];
  readonly parameters: Readonly<Record<string, string>>;
  /** Those of the parameters that no error may repeat. */
  readonly secrets: readonly string[];
}

/** Asks for tokens with a grant that is named by its type, for the scopes of the settings. */
export function requestWithGrant(
  settings: TokenSettings,
  { grantType, request, parameters, secrets, signal }: OtherGrant,
  effects: Effects,
): Promise<TokenResponse> {
  const { scopes } = settings;
  return requestTokens(
    settings,
    {
      secrets,
      scopes,
      endpoint: "grant",
      facts: { request },
      signal,
      send: async ({ server, client, authentication, options }) => {
        const response = await oauth.genericTokenEndpointRequest(
          server,
          client,
          authentication,
          grantType,
          { ...parameters, ...scopeParameter(scopes) },
          options,
        );
        return oauth.processGenericTokenEndpointResponse(server, client, response);
      },
    },
    effects,
  );
}
