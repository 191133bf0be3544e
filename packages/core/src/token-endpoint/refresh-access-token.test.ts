import { expect, test } from "vitest";
import type { Effects, FetchInit } from "../effects.ts";
import { refreshAccessToken } from "./refresh-access-token.ts";

const settings = {
  instanceUrl: "https://dev1.service-now.com",
  clientId: "id",
  clientSecret: "a+b&c",
  clientAuth: "body" as const,
};
const tokens = { access_token: "AT2", token_type: "Bearer", expires_in: 1799 };

/** An instance that gives this answer, and what it was sent. */
function answering(body: object, status = 200) {
  const sent: (FetchInit & { url: string })[] = [];
  const effects: Effects = {
    fetch: (url, init) => {
      sent.push({ url, ...init });
      return new Response(JSON.stringify(body), { status });
    },
    now: () => new Date(5000),
    timeoutSeconds: 5,
  };
  return { effects, sent };
}

test("the refresh token goes in the form body, with the client and without scopes", async () => {
  const { effects, sent } = answering(tokens);
  await refreshAccessToken(settings, "RT", effects);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ url: "https://dev1.service-now.com/oauth_token.do", method: "POST" });
  expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({
    grant_type: "refresh_token",
    refresh_token: "RT",
    client_id: "id",
    client_secret: "a+b&c",
  });
});

test("a refresh may go over a connection that was left open", async () => {
  const { effects, sent } = answering(tokens);
  await refreshAccessToken(settings, "RT", effects);
  expect(sent[0]).toMatchObject({ repeatable: true });
});

test.each([
  [{ ...tokens, refresh_token: "RT2" }, "RT2"],
  [tokens, undefined],
])("a rotated refresh token is in the answer, an absent one is undefined: %#", async (body, refreshToken) => {
  const { effects } = answering(body);
  expect(await refreshAccessToken(settings, "RT", effects)).toEqual({
    accessToken: "AT2",
    refreshToken,
    expiresInSeconds: 1799,
    scopes: undefined,
    receivedAt: new Date(5000),
  });
});

test("a refusal that repeats what was sent does not bring it into the error", async () => {
  const { effects } = answering({ error: "invalid_grant", error_description: "RT-RT of a+b&c" }, 400);
  const refused = refreshAccessToken(settings, "RT-RT", effects);
  await expect(refused).rejects.toMatchObject({
    code: "TOKEN_REQUEST_REJECTED",
    details: { status: 400, error: "invalid_grant", scopes: [] },
  });
  const error: unknown = await refused.catch((reason: unknown) => reason);
  expect(JSON.stringify(error)).not.toMatch(/RT-RT|a\+b/);
});
