import * as oauth from "oauth4webapi";
import type { Effects } from "../effects.ts";
import { JsonResponse } from "../http/json-response.ts";
import { type HttpAnswer, type RequestOptions, requestText } from "../http/request.ts";
import type { Settings } from "../settings/settings.ts";

/** Who asks an instance's OAuth endpoints, and where they are. */
export type ClientSettings = Pick<Settings, "instanceUrl" | "clientId" | "clientSecret" | "clientAuth">;

/** What oauth4webapi's functions are called with. */
export interface OAuthClient {
  readonly server: oauth.AuthorizationServer;
  readonly client: oauth.Client;
  readonly authentication: oauth.ClientAuth;
  readonly options: oauth.TokenEndpointRequestOptions;
}

/** How the requests of an {@link OAuthClient} are sent, and what of an answer the library gets to see. */
interface Sending extends RequestOptions {
  readonly read: (answer: HttpAnswer) => Record<string, unknown>;
  /** Whether sending them twice does no harm. */
  readonly repeatable?: boolean | undefined;
}

const limitBytes = 64 * 1024;

/** The settings in oauth4webapi's terms. An instance has no discovery document: its metadata is written by hand. */
export function createOAuthClient(
  { instanceUrl, clientId, clientSecret, clientAuth }: ClientSettings,
  { read, ...sending }: Sending,
  effects: Effects,
): OAuthClient {
  const withSecret = clientAuth === "basic" ? oauth.ClientSecretBasic : oauth.ClientSecretPost;
  return {
    server: { issuer: instanceUrl, token_endpoint: `${instanceUrl}/oauth_token.do` },
    client: { client_id: clientId },
    authentication: clientSecret === undefined ? oauth.None() : withSecret(clientSecret),
    options: {
      [oauth.allowInsecureRequests]: instanceUrl.startsWith("http:"),
      [oauth.customFetch]: async (url, { headers, body }) => {
        const form = { url, method: "POST", headers, body: `${body}`, limitBytes } as const;
        const answer = await requestText(effects, { ...form, ...sending });
        return new JsonResponse(answer.status, read(answer)) as unknown as Response;
      },
    },
  };
}
