import { expect, test } from "vitest";
import { buildAuthorizationRequest } from "../authorization-request.ts";
import { parseAuthorizationResponse } from "../authorization-response.ts";
import type { Effects, Fetch, FetchInit } from "../effects.ts";
import { generateLoginSecrets } from "../login-secrets.ts";
import { parseSettings } from "../settings/settings.ts";
import { fetchCurrentUser } from "../verify/current-user.ts";
import { exchangeAuthorizationCode } from "./exchange-authorization-code.ts";

const settings = parseSettings({ instance: "dev1", clientId: "id" });
const request = buildAuthorizationRequest(settings, generateLoginSecrets());
const redirect = `${request.redirectUri}?code=THE-CODE&state=${request.secrets.state}`;
const tokens = { access_token: "AT", token_type: "Bearer", refresh_token: "RT", expires_in: 1800 };
const sent: FetchInit[] = [];
const hanging: Fetch = (_, { signal }) =>
  new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

function effectsOf(fetch: Fetch): Effects {
  return { fetch, now: () => new Date(), timeoutSeconds: 5 };
}

const answering = (status: number, body: object, headers: Record<string, string> = {}): Effects =>
  effectsOf((_, init) => {
    sent.push(init);
    return new Response(JSON.stringify(body), { status, headers });
  });

function exchange(effects: Effects, signal?: AbortSignal) {
  return exchangeAuthorizationCode(settings, parseAuthorizationResponse(redirect, request), effects, {
    signal,
  });
}

test("granted scopes that are no scopes are left out, the tokens are kept", async () => {
  const scope = 'openid a\nb "quoted" \u202e';
  expect(await exchange(answering(200, { ...tokens, scope }))).toMatchObject({
    accessToken: "AT",
    scopes: ["openid", "a", "b"],
  });
});

test.each([{ refresh_token: "" }, { refresh_token: null }, { refresh_token: undefined }])(
  "%j means that no refresh token was issued",
  async (given) => {
    const answer = await exchange(answering(200, { ...tokens, ...given }));
    expect(answer).toMatchObject({ accessToken: "AT", refreshToken: undefined });
  },
);

test.each([
  [401, { error: "invalid_client" }, { error: "invalid_client" }],
  [
    403,
    { error: { message: "User Not Authenticated", detail: "Required to provide Auth" }, status: "failure" },
    { error: "User Not Authenticated", description: "Required to provide Auth" },
  ],
  [401, { message: "Unauthorized" }, { error: "Unauthorized" }],
  [400, {}, { error: "status 400" }],
  [200, { error: "access_denied" }, { error: "access_denied" }],
])("status %i with %j is a refusal", async (status, body, told) => {
  await expect(exchange(answering(status, body))).rejects.toMatchObject({
    code: "TOKEN_REQUEST_REJECTED",
    details: { status, scopes: settings.scopes, ...told },
  });
});

test.each([{ error: "rate_limited" }, { error: { message: "Rate limit exceeded" } }])(
  "too many requests are no refusal, whatever their JSON, and say how long to wait: %j",
  async (body) => {
    await expect(exchange(answering(429, body, { "retry-after": "7" }))).rejects.toMatchObject({
      code: "TOKEN_RESPONSE_INVALID",
      details: { reason: "shape", status: 429, retryAfterSeconds: 7 },
    });
  },
);

test("a code never goes over a connection that was left open: it works once", async () => {
  sent.length = 0;
  await exchange(answering(200, tokens));
  expect(sent).toMatchObject([{ repeatable: false }]);
});

test("every request names this program, and no library", async () => {
  sent.length = 0;
  await exchange(answering(200, tokens));
  const user = { result: { user_name: "integration" } };
  await fetchCurrentUser({ instanceUrl: settings.instanceUrl, accessToken: "AT" }, answering(200, user));
  expect(sent.map(({ headers }) => headers["user-agent"])).toEqual(["nowtoken", "nowtoken"]);
});

test("an aborted signal ends the exchange and the look-up of the user with its reason", async () => {
  const reason = new Error("interrupted");
  const credential = { instanceUrl: settings.instanceUrl, accessToken: "AT" };
  for (const ask of [
    (signal: AbortSignal) => exchange(effectsOf(hanging), signal),
    (signal: AbortSignal) => fetchCurrentUser(credential, effectsOf(hanging), { signal }),
  ]) {
    const controller = new AbortController();
    const asked = ask(controller.signal);
    controller.abort(reason);
    await expect(asked).rejects.toBe(reason);
  }
});

test("what goes wrong with the look-up of the user is told as that", async () => {
  const credential = { instanceUrl: settings.instanceUrl, accessToken: "AT" };
  await expect(fetchCurrentUser(credential, answering(404, {}))).rejects.toMatchObject({
    code: "TOKEN_RESPONSE_INVALID",
    details: { reason: "shape", status: 404, endpoint: "user" },
  });
  const refused: Fetch = () => Promise.reject(Object.assign(new Error("no"), { code: "ECONNREFUSED" }));
  await expect(fetchCurrentUser(credential, effectsOf(refused))).rejects.toMatchObject({
    code: "INSTANCE_UNREACHABLE",
    details: { reason: "refused", endpoint: "user" },
  });
});
