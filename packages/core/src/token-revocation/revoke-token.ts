import * as oauth from "oauth4webapi";
import type { Effects } from "../effects.ts";
import { aboutEndpoint } from "../http/about-endpoint.ts";
import { invalidAnswer } from "../http/invalid-answer.ts";
import { pageFault, readJson, tryJson } from "../http/json-answer.ts";
import type { HttpAnswer, RequestOptions } from "../http/request.ts";
import { type ClientSettings, createOAuthClient } from "../token-endpoint/oauth-client.ts";
import { readRefusal, type Told } from "../token-endpoint/refusal.ts";

/** Which kind of token it is (RFC 7009 §2.1). */
export type TokenHint = "refresh_token" | "access_token";

/**
 * The first has a page of its own (t_RevokeOAuthToken.md), the second is named by others
 * (t_UseAThirdPartyOAuthProvider.md); code in the wild is split. What they answer is not documented.
 */
const paths = ["/oauth_revoke_token.do", "/oauth_revoke.do"] as const;

/**
 * Asks the instance to revoke a token (RFC 7009 §2.1), in a form's body, at the one of its two addresses that there is.
 *
 * That it returns is not a promise that the token is dead: a page, which may be an answer or not, is taken for one
 * when neither address has better. Throws TOKEN_REQUEST_REJECTED, TOKEN_RESPONSE_INVALID, INSTANCE_UNREACHABLE.
 */
export async function revokeToken(
  settings: ClientSettings,
  { token, hint }: { readonly token: string; readonly hint: TokenHint },
  effects: Effects,
  options: RequestOptions = {},
): Promise<void> {
  const post = (path: string) => postToken({ settings, token, hint, path }, effects, options);
  const told: Told = { scopes: [], endpoint: "revocation", secrets: [token, settings.clientSecret] };
  try {
    const first = await post(paths[0]);
    if (!isPage(first)) return checkAnswer(first, told);
    const second = await post(paths[1]);
    if (!isPage(second)) return checkAnswer(second, told);
    if (!isSuccess(first) && !isSuccess(second))
      throw invalidAnswer(first, "expected a revocation endpoint", { reason: "html" });
  } catch (error) {
    throw aboutEndpoint(error, "revocation");
  }
}

interface Revocation {
  readonly settings: ClientSettings;
  readonly token: string;
  readonly hint: TokenHint;
  readonly path: string;
}

async function postToken(
  { settings, token, hint, path }: Revocation,
  effects: Effects,
  { signal }: RequestOptions,
): Promise<HttpAnswer> {
  const { promise, resolve } = Promise.withResolvers<HttpAnswer>();
  const read = (answer: HttpAnswer) => {
    resolve(answer);
    return {};
  };
  const { server, client, authentication, options } = createOAuthClient(settings, { read, signal }, effects);
  await oauth.revocationRequest(
    { ...server, revocation_endpoint: `${settings.instanceUrl}${path}` },
    client,
    authentication,
    token,
    { ...options, additionalParameters: { token_type_hint: hint } },
  );
  return promise;
}

/** The page of an address that there is not, or of one that does its work and says so: nobody can tell. */
const isPage = (answer: HttpAnswer): boolean =>
  answer.status === 404 || ["html", "login-page"].includes(pageFault(answer) ?? "");

const isSuccess = ({ status }: HttpAnswer): boolean => status >= 200 && status < 300;

/** A success may have any body or none (RFC 7009 §2.2), but that of an error. */
function checkAnswer(answer: HttpAnswer, told: Told): void {
  const isDone = isSuccess(answer) && pageFault(answer) === undefined;
  const refusal = readRefusal(answer, isDone ? tryJson(answer) : readJson(answer), told);
  if (refusal !== undefined) throw refusal;
  if (!isDone) throw invalidAnswer(answer, "expected a success", { reason: "shape" });
}
