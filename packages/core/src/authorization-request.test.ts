import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { buildAuthorizationRequest } from "./authorization-request.ts";
import { codeChallenge, generateLoginSecrets } from "./login-secrets.ts";

const settings = {
  instanceUrl: "https://dev12345.service-now.com",
  clientId: "a client&id",
  redirectUri: "https://dev12345.service-now.com/oauth_redirect.do",
  scopes: ["useraccount", "openid"],
};

test("10,000 verifiers and states keep to their alphabets, and all differ", () => {
  const secrets = Array.from({ length: 10_000 }, generateLoginSecrets);
  expect(secrets.every(({ codeVerifier }) => /^[A-Za-z0-9._~-]{43,128}$/.test(codeVerifier))).toBe(true);
  expect(secrets.every(({ state }) => /^[0-9a-f]{64}$/.test(state))).toBe(true);
  expect(new Set(secrets.flatMap(({ state, codeVerifier }) => [state, codeVerifier])).size).toBe(20_000);
});

test("the code challenge is the one of RFC 7636 appendix B", () => {
  expect(codeChallenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")).toBe(
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
  );
});

test("the URL carries each parameter of the request once, S256, and no verifier", () => {
  const secrets = generateLoginSecrets();
  const { url } = buildAuthorizationRequest(settings, secrets);
  const { origin, pathname, searchParams } = new URL(url);
  expect(origin + pathname).toBe("https://dev12345.service-now.com/oauth_auth.do");
  expect([...searchParams]).toEqual([
    ["response_type", "code"],
    ["client_id", "a client&id"],
    ["redirect_uri", settings.redirectUri],
    ["scope", "useraccount openid"],
    ["state", secrets.state],
    ["code_challenge", createHash("sha256").update(secrets.codeVerifier).digest("base64url")],
    ["code_challenge_method", "S256"],
  ]);
  expect(url).not.toContain(secrets.codeVerifier);
  expect(url).not.toContain("+");
});

test("with no scopes the parameter is left out, and forced consent is asked for only on request", () => {
  const secrets = generateLoginSecrets();
  const plain = buildAuthorizationRequest({ ...settings, scopes: [] }, secrets).url;
  expect(new URL(plain).searchParams.has("scope")).toBe(false);
  expect(new URL(plain).searchParams.has("approval_prompt")).toBe(false);
  const forced = buildAuthorizationRequest(settings, secrets, { forceConsent: true }).url;
  expect(new URL(forced).searchParams.get("approval_prompt")).toBe("force");
});

test("the redirect URI is sent byte for byte", () => {
  const redirectUri = "HTTPS://Dev12345.Service-Now.com:443/a/../oauth_redirect.do?x=%7e";
  const { url } = buildAuthorizationRequest({ ...settings, redirectUri }, generateLoginSecrets());
  expect(new URL(url).searchParams.get("redirect_uri")).toBe(redirectUri);
});
