import { createHash } from "node:crypto";
import { type PracticeInstance, type PracticeUser, type VisitOptions, visitAsPerson } from "../src/index.ts";

export const codeVerifier = "practice-verifier-practice-verifier-practice-verifier";
export const codeChallenge = createHash("sha256").update(codeVerifier).digest("base64url");

/** Parameters instead of the usual ones; undefined leaves one out. */
type Parameters = Readonly<Record<string, string | undefined>>;

export function authorizationUrl(instance: PracticeInstance, parameters: Parameters = {}): string {
  const query = withoutUndefined({
    response_type: "code",
    client_id: instance.client.clientId,
    redirect_uri: instance.client.redirectUris[0],
    scope: "useraccount openid",
    state: "0123456789abcdef",
    code_challenge: codeChallenge,
    code_challenge_method: "S256",
    ...parameters,
  });
  return `${instance.origin}/oauth_auth.do?${query}`;
}

/** The whole login in the browser; gives the redirect. */
export async function logIn(
  instance: PracticeInstance,
  parameters: Parameters = {},
  visit: Partial<VisitOptions> = {},
): Promise<URL> {
  const url = authorizationUrl(instance, parameters);
  const { redirectedTo } = await visitAsPerson({ url, fetch: instance.request, ...instance.user, ...visit });
  return new URL(redirectedTo);
}

/** Signs in without the login page, as scripts do; gives the headers that carry the session. */
export async function signIn(instance: PracticeInstance): Promise<{ readonly cookie: string }> {
  const { userName, password } = instance.user;
  const body = new URLSearchParams({
    user_name: userName,
    user_password: password,
    sys_action: "sysverb_login",
  });
  const response = await instance.request("/login.do", { method: "POST", body });
  return { cookie: cookieOf(response) };
}

export const cookieOf = (response: Response): string =>
  response.headers.getSetCookie()[0]?.split(";")[0] ?? "";

export const formTokenOf = (page: string): string =>
  /name="sysparm_ck"[^>]*value="([^"]+)/.exec(page)?.[1] ?? "";

export async function logInForCode(instance: PracticeInstance, parameters: Parameters = {}): Promise<string> {
  return (await logIn(instance, parameters)).searchParams.get("code") ?? "";
}

export function postToken(
  instance: PracticeInstance,
  parameters: Parameters,
  init: RequestInit = {},
): Promise<Response> {
  const { clientId, clientSecret } = instance.client;
  const body = withoutUndefined({ client_id: clientId, client_secret: clientSecret, ...parameters });
  return instance.request(`${instance.origin}/oauth_token.do`, { method: "POST", body, ...init });
}

export function exchange(
  instance: PracticeInstance,
  code: string,
  parameters: Parameters = {},
  init: RequestInit = {},
): Promise<Response> {
  const usual = {
    grant_type: "authorization_code",
    code,
    redirect_uri: instance.client.redirectUris[0],
    code_verifier: codeVerifier,
  };
  return postToken(instance, { ...usual, ...parameters }, init);
}

export function refresh(instance: PracticeInstance, refreshToken: string): Promise<Response> {
  return postToken(instance, { grant_type: "refresh_token", refresh_token: refreshToken });
}

/** What a token answer holds, as far as tests look at it. */
export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly scope: string;
  readonly expires_in: number;
}

export async function logInForTokens(instance: PracticeInstance): Promise<Tokens> {
  return readTokens(await exchange(instance, await logInForCode(instance)));
}

/** Headers with a token of that user, by the password grant. */
export async function bearerOf(
  instance: PracticeInstance,
  { userName, password }: PracticeUser = instance.user,
): Promise<{ readonly authorization: string }> {
  const answer = await postToken(instance, { grant_type: "password", username: userName, password });
  return { authorization: `Bearer ${(await readTokens(answer)).access_token}` };
}

export async function readTokens(response: Response): Promise<Tokens> {
  return (await response.json()) as Tokens;
}

export const catchAll = '{"error_description":"access_denied","error":"server_error"}';

/** Tells the time, which goes on only when told. */
export function createClock(start = "2026-11-23T12:00:00Z") {
  let now = new Date(start).getTime();
  return {
    now: () => new Date(now),
    pass(seconds: number): void {
      now += seconds * 1_000;
    },
  };
}

function withoutUndefined(parameters: Parameters): URLSearchParams {
  const given = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return new URLSearchParams(given);
}
