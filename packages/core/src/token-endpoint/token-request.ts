import * as oauth from "oauth4webapi";
import * as z from "zod/mini";
import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import { AuthError } from "../errors.ts";
import { cleanRemoteText } from "../http/clean-text.ts";
import { invalidAnswer } from "../http/invalid-answer.ts";
import { readJson } from "../http/json-answer.ts";
import { JsonResponse } from "../http/json-response.ts";
import { type HttpAnswer, type RequestOptions, requestText } from "../http/request.ts";
import { readGrantedScopes } from "../settings/scopes.ts";
import type { Settings } from "../settings/settings.ts";

/** Who asks the token endpoint, and where it is. */
export type ClientSettings = Pick<Settings, "instanceUrl" | "clientId" | "clientSecret" | "clientAuth">;

/** What a grant needs to know of the settings. */
export type TokenSettings = ClientSettings & Pick<Settings, "scopes">;

const limitBytes = 64 * 1024;
// RFC 6749 appendix A.12 and A.17: visible ASCII; a line break in a token would forge a line of the credential file.
const token = z.string().check(z.regex(/^[\x21-\x7e]+$/));
const success = z.object({
  access_token: token,
  token_type: z.string().check(z.regex(/^bearer$/i)),
  refresh_token: z.nullish(
    z.pipe(
      z.union([token, z.literal("")]),
      z.transform((text) => text || undefined),
    ),
  ),
  expires_in: z.catch(z.optional(z.coerce.number().check(z.positive(), z.maximum(1e11))), undefined),
  scope: z.catch(z.optional(z.string()), undefined),
});
const words = z.catch(z.optional(z.string()), undefined);
// RFC 6749 §5.2, else the error of ServiceNow's REST API, else that of a gateway.
const refusal = z.object({
  error: z.catch(z.optional(z.union([z.string(), z.object({ message: words, detail: words })])), undefined),
  error_description: words,
  message: words,
});

/** What a grant of oauth4webapi is called with. */
export interface TokenEndpoint {
  readonly server: oauth.AuthorizationServer;
  readonly client: oauth.Client;
  readonly authentication: oauth.ClientAuth;
  readonly options: oauth.TokenEndpointRequestOptions;
}

/** One token request: how it is made, and what an error about it may and must not say. */
export interface TokenRequest extends RequestOptions {
  /** Sends the grant and reads the answer, through oauth4webapi's pair of functions for it. */
  readonly send: (endpoint: TokenEndpoint) => Promise<oauth.TokenEndpointResponse>;
  /** What is sent that no error may repeat, the client secret aside. */
  readonly secrets: readonly string[];
  /** The scopes that are asked for: with the catch-all refusal they are the first suspects. */
  readonly scopes: readonly string[];
}

/**
 * Asks the token endpoint once (RFC 6749 §3.2), as the settings say the client authenticates.
 *
 * An `id_token` is dropped unread, and so is a `WWW-Authenticate` beside a JSON body: nothing here uses the one, and
 * the other would hide the reason. Throws TOKEN_REQUEST_REJECTED, TOKEN_RESPONSE_INVALID, INSTANCE_UNREACHABLE.
 */
export async function requestTokens(
  settings: ClientSettings,
  { send, secrets, scopes, signal }: TokenRequest,
  effects: Effects,
): Promise<TokenResponse> {
  let receivedAt = effects.now();
  const tokens = await send({
    ...describe(settings),
    options: {
      [oauth.allowInsecureRequests]: settings.instanceUrl.startsWith("http:"),
      [oauth.customFetch]: async (url, { headers, body }) => {
        const answer = await requestText(effects, {
          url,
          method: "POST",
          headers,
          body: `${body}`,
          limitBytes,
          signal,
        });
        receivedAt = answer.receivedAt;
        const told = { scopes, secrets: [settings.clientSecret, ...secrets] };
        return new JsonResponse(answer.status, readTokenAnswer(answer, told)) as unknown as Response;
      },
    },
  });
  return {
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
    expiresInSeconds: tokens.expires_in,
    scopes: tokens.scope === undefined ? undefined : readGrantedScopes(tokens.scope),
    receivedAt,
  };
}

/** The scopes as they are sent; none means that the parameter is left out. */
export const scopeParameter = (scopes: readonly string[]): Record<string, string> =>
  scopes.length > 0 ? { scope: scopes.join(" ") } : {};

/** An instance has no discovery document, so its metadata is written by hand. */
function describe({ instanceUrl, clientId, clientSecret, clientAuth }: ClientSettings) {
  const server: oauth.AuthorizationServer = {
    issuer: instanceUrl,
    token_endpoint: `${instanceUrl}/oauth_token.do`,
  };
  const withSecret = clientAuth === "basic" ? oauth.ClientSecretBasic : oauth.ClientSecretPost;
  const authentication = clientSecret === undefined ? oauth.None() : withSecret(clientSecret);
  return { server, client: { client_id: clientId }, authentication };
}

/** What an error about the request says, and what it may not repeat. */
interface Told {
  readonly scopes: readonly string[];
  readonly secrets: readonly (string | undefined)[];
}

/** The members that are ours, checked; anything else of the answer is left out. */
function readTokenAnswer(answer: HttpAnswer, told: Told): Record<string, unknown> {
  const json = readJson(answer);
  const tokens = success.safeParse(json);
  if (tokens.success && answer.status === 200) return withoutEmpty(tokens.data);
  const refused = refusal.safeParse(json);
  if (refused.success && isRefusal(answer, refused.data)) throw rejected(answer, refused.data, told);
  const parameter = answer.status === 200 ? tokens.error?.issues[0]?.path[0] : undefined;
  if (parameter === undefined) {
    throw invalidAnswer(answer, "expected an object with tokens", { reason: "shape" });
  }
  const name = String(parameter);
  throw invalidAnswer(answer, `"${name}" must be valid`, { reason: "shape", parameter: name });
}

/** Too many requests (RFC 6585 §4) say nothing of this one; any other client error does, whatever its JSON looks like. */
function isRefusal({ status }: HttpAnswer, { error }: z.infer<typeof refusal>): boolean {
  return status !== 429 && (status >= 400 || typeof error === "string");
}

const withoutEmpty = (object: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && value !== null));

function rejected(
  answer: HttpAnswer,
  { error, error_description, message }: z.infer<typeof refusal>,
  { scopes, secrets }: Told,
): AuthError<"TOKEN_REQUEST_REJECTED"> {
  const clean = (text: string, limit: number) => cleanRemoteText(text, { limit, secrets });
  const restError = typeof error === "object" ? error : undefined;
  const code = (typeof error === "string" ? error : restError?.message) || message;
  const description = error_description ?? restError?.detail;
  return new AuthError("TOKEN_REQUEST_REJECTED", "the token request was refused", {
    status: answer.status,
    error: clean(code || `status ${answer.status}`, 64),
    ...(description && { description: clean(description, 200) }),
    scopes,
  });
}
