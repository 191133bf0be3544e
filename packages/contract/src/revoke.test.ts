import { type RevocationResult, refreshAccessToken, revokeTokens } from "@nowtoken/core";
import type { Behaviour } from "@nowtoken/simulator";
import { expect, test } from "vitest";
import { logIn } from "./logged-in.ts";
import { countSecrets } from "./secrets.ts";

type Outcome = RevocationResult["outcome"];

// Concurrent, because the catch-all is asked about again after a pause.
test.concurrent.each<[Partial<Behaviour>, Outcome]>([
  [{}, "confirmed"],
  [{ errors: "modern" }, "confirmed"],
  [{ revocation: "pair" }, "confirmed"],
  [{ revocationAnswer: "page" }, "confirmed"],
  [{ revocationEndpoints: "revoke" }, "confirmed"],
  [{ revocationEndpoints: "revoke_token", revocationAnswer: "page" }, "confirmed"],
  [{ revocationInUrl: false }, "confirmed"],
  [{ anonymousCalls: "guest" }, "confirmed"],
  [{ revocation: "nothing" }, "alive"],
  [{ revocation: "nothing", rotation: "rotate" }, "alive"],
])("on an instance with %j both tokens are %s", async (behaviour, outcome) => {
  const { instance, settings, credential, effects } = await logIn({ behaviour });
  const { refreshToken, accessToken } = credential;
  let last = refreshToken ?? "";
  const onTokens = async (tokens: { refreshToken: string | undefined }) => {
    last = tokens.refreshToken ?? last;
  };
  const result = await revokeTokens(settings, { refreshToken, accessToken }, effects, { onTokens });
  expect(result).toEqual({ refreshToken: { outcome }, accessToken: { outcome } });
  const visible = JSON.stringify([result, instance.log().map(({ path, query }) => ({ path, query }))]);
  expect(countSecrets(visible, [refreshToken, accessToken, last, settings.clientSecret])).toBe(0);
  // Whoever is told that the refresh token lives still has it.
  const refreshed = refreshAccessToken(settings, last, effects);
  if (outcome === "alive") await refreshed;
  else await expect(refreshed).rejects.toMatchObject({ code: "TOKEN_REQUEST_REJECTED" });
});

test.each<[NonNullable<Behaviour["fault"]>, string]>([
  [{ kind: "answer", status: 503 }, "TOKEN_RESPONSE_INVALID"],
  [{ kind: "hibernating" }, "TOKEN_RESPONSE_INVALID"],
  [{ kind: "too-many-requests" }, "TOKEN_RESPONSE_INVALID"],
  [{ kind: "reset" }, "INSTANCE_UNREACHABLE"],
])("after %j nothing is called done, and the tokens work", async (fault, code) => {
  const { instance, settings, credential, effects } = await logIn();
  const { refreshToken = "", accessToken } = credential;
  instance.behaviour.fault = { ...fault, endpoint: "/oauth_revoke_token.do" };
  await expect(revokeTokens(settings, { refreshToken, accessToken }, effects)).rejects.toMatchObject({
    code,
  });
  await refreshAccessToken(settings, refreshToken, effects);
});
