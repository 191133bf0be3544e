import * as oauth from "oauth4webapi";
import * as z from "zod/mini";
import { type AuthorizationGrant, assertGrant } from "./authorization-response.ts";
import type { TokenResponse } from "./credential.ts";
import type { Effects } from "./effects.ts";
import { AuthError } from "./errors.ts";
import { cleanRemoteText } from "./http/clean-text.ts";
import { readJson } from "./http/json-answer.ts";
import { JsonResponse } from "./http/json-response.ts";
import { type HttpAnswer, requestText } from "./http/request.ts";
import type { Settings } from "./settings/settings.ts";

/** What the token endpoint needs to know of the settings. */
export type TokenSettings = Pick<
  Settings,
  "instanceUrl" | "clientId" | "clientSecret" | "clientAuth" | "scopes"
>;

const limitBytes = 64 * 1024;
// RFC 6749 appendix A.12 and A.17: visible ASCII; a line break in a token would forge a line of the credential file.
const token = z.string().check(z.regex(/^[\x21-\x7e]+$/));
const success = z.object({
  access_token: token,
  token_type: z.string().check(z.regex(/^bearer$/i)),
  refresh_token: z.nullish(token),
  expires_in: z.catch(z.optional(z.coerce.number().check(z.positive(), z.maximum(1e11))), undefined),
  scope: z.catch(z.optional(z.string()), undefined),
});
const refusal = z.object({
  error: z.string(),
  error_description: z.catch(z.optional(z.string()), undefined),
});

/**
 * Exchanges the authorization code for tokens (RFC 6749 §4.1.3–4.1.4, RFC 7636 §4.5). Never repeated, whatever happens.
 *
 * An `id_token` is dropped unread, and so is a `WWW-Authenticate` beside a JSON body: nothing here uses the one, and
 * the other would hide the reason. Throws TOKEN_REQUEST_REJECTED, TOKEN_RESPONSE_INVALID, INSTANCE_UNREACHABLE.
 */
export async function exchangeAuthorizationCode(
  settings: TokenSettings,
  grant: AuthorizationGrant,
  effects: Effects,
): Promise<TokenResponse> {
  assertGrant(grant);
  const secrets = [settings.clientSecret, grant.code, grant.codeVerifier];
  const { server, client, authentication } = describe(settings);
  let receivedAt = effects.now();
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    authentication,
    // Our own parser has checked `state` and `iss`: this only makes the brand that the library asks for.
    oauth.validateAuthResponse(
      server,
      client,
      new URLSearchParams({ code: grant.code }),
      oauth.expectNoState,
    ),
    grant.redirectUri,
    grant.codeVerifier,
    {
      [oauth.allowInsecureRequests]: settings.instanceUrl.startsWith("http:"),
      [oauth.customFetch]: async (url, { headers, body }) => {
        const answer = await requestText(effects, {
          url,
          method: "POST",
          headers,
          body: `${body}`,
          limitBytes,
        });
        receivedAt = answer.receivedAt;
        return new JsonResponse(
          answer.status,
          readTokenAnswer(answer, settings, secrets),
        ) as unknown as Response;
      },
    },
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response);
  return {
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
    expiresInSeconds: tokens.expires_in,
    scopes: tokens.scope === undefined ? undefined : tokens.scope.split(" ").filter((scope) => scope !== ""),
    receivedAt,
  };
}

/** An instance has no discovery document, so its metadata is written by hand. */
function describe({ instanceUrl, clientId, clientSecret, clientAuth }: TokenSettings) {
  const server: oauth.AuthorizationServer = {
    issuer: instanceUrl,
    token_endpoint: `${instanceUrl}/oauth_token.do`,
  };
  const withSecret = clientAuth === "basic" ? oauth.ClientSecretBasic : oauth.ClientSecretPost;
  const authentication = clientSecret === undefined ? oauth.None() : withSecret(clientSecret);
  return { server, client: { client_id: clientId }, authentication };
}

/** The members that are ours, checked; anything else of the answer is left out. */
function readTokenAnswer(
  answer: HttpAnswer,
  settings: TokenSettings,
  secrets: readonly (string | undefined)[],
): Record<string, unknown> {
  const json = readJson(answer);
  const refused = refusal.safeParse(json);
  if (refused.success && !success.safeParse(json).success)
    throw rejected(answer, refused.data, settings, secrets);
  const tokens = success.safeParse(json);
  if (tokens.success && answer.status === 200) return withoutEmpty(tokens.data);
  const parameter = tokens.success ? undefined : tokens.error.issues[0]?.path[0];
  throw new AuthError(
    "TOKEN_RESPONSE_INVALID",
    parameter === undefined ? "expected an object with tokens" : `"${String(parameter)}" must be valid`,
    {
      host: answer.host,
      reason: "shape",
      status: answer.status,
      ...(parameter !== undefined && { parameter: String(parameter) }),
    },
  );
}

const withoutEmpty = (object: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && value !== null));

function rejected(
  answer: HttpAnswer,
  { error, error_description }: z.infer<typeof refusal>,
  { scopes }: TokenSettings,
  secrets: readonly (string | undefined)[],
): AuthError<"TOKEN_REQUEST_REJECTED"> {
  const clean = (text: string, limit: number) => cleanRemoteText(text, { limit, secrets });
  return new AuthError("TOKEN_REQUEST_REJECTED", "the token request was refused", {
    status: answer.status,
    error: clean(error, 64),
    ...(error_description && { description: clean(error_description, 200) }),
    scopes,
  });
}
