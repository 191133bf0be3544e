import { describe, expect, test } from "vitest";
import type { Effects } from "../effects.ts";
import type { ClientSettings } from "../token-endpoint/oauth-client.ts";
import { revokeToken } from "./revoke-token.ts";

const settings: ClientSettings = {
  instanceUrl: "https://dev1.service-now.com",
  clientId: "the-client",
  clientSecret: "the+secret",
  clientAuth: "body",
};
type Answer = readonly [status: number, body: string];
const first = "/oauth_revoke_token.do";
const second = "/oauth_revoke.do";
const page = "<html>Page</html>";
const missing: Answer = [404, "<html>Page not found</html>"];

/** Revokes at an instance that gives these answers. */
function revoke(answers: Readonly<Record<string, Answer>>, given = settings) {
  const sent: { url: string; method: string; body: string; authorization: string | undefined }[] = [];
  const effects: Effects = {
    fetch: (url, { method, headers, body = "" }) => {
      sent.push({ url, method, body, authorization: headers["authorization"] });
      const [status, text] = answers[new URL(url).pathname] ?? missing;
      return new Response(text || null, { status });
    },
    now: () => new Date(),
    timeoutSeconds: 5,
  };
  const revoked = revokeToken(given, { token: "THE-TOKEN", hint: "refresh_token" }, effects);
  return { sent, revoked, paths: () => sent.map(({ url }) => url.replace(settings.instanceUrl, "")) };
}

test("the token goes in the body of a POST, with the client, and never in the address", async () => {
  const { sent, revoked } = revoke({ [first]: [200, ""] });
  await revoked;
  expect(sent).toMatchObject([{ url: `${settings.instanceUrl}${first}`, method: "POST" }]);
  expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({
    token: "THE-TOKEN",
    token_type_hint: "refresh_token",
    client_id: "the-client",
    client_secret: "the+secret",
  });
});

test("the client authenticates in the header where the settings say so", async () => {
  const { sent, revoked } = revoke({ [first]: [200, ""] }, { ...settings, clientAuth: "basic" });
  await revoked;
  expect(sent[0]?.authorization).toMatch(/^Basic /);
  expect(sent[0]?.body).not.toContain("client_secret");
});

describe("the second address", () => {
  test.each<[string, Answer]>([
    ["is missing", missing],
    ["is missing, in JSON", [404, '{"error":{"message":"no"}}']],
    ["answers with a page", [200, page]],
    ["is behind a page", [403, page]],
    ["shows a login page", [200, '<html><form action="login.do">']],
  ])("is tried when the first %s", async (_, answer) => {
    const { revoked, paths } = revoke({ [first]: answer, [second]: [200, ""] });
    await revoked;
    expect(paths()).toEqual([first, second]);
  });

  test.each<[number, string]>([
    [200, ""],
    [204, ""],
    [200, "{}"],
    [200, "revoked"],
    [200, '{"status":"success"}'],
  ])("is left alone when the first answers %i %j", async (status, body) => {
    const { revoked, paths } = revoke({ [first]: [status, body] });
    await revoked;
    expect(paths()).toEqual([first]);
  });
});

test("a page of success is taken for one when the other address is missing", async () => {
  await revoke({ [first]: [200, page] }).revoked;
  await revoke({ [second]: [200, page] }).revoked;
});

test.each<[string, Readonly<Record<string, Answer>>, object]>([
  ["neither address", {}, { reason: "html", status: 404 }],
  ["pages of refusal", { [first]: [403, page], [second]: [403, page] }, { reason: "html", status: 403 }],
  ["a server in trouble", { [first]: [503, page] }, { reason: "server-error", status: 503 }],
  ["trouble at the second", { [second]: [500, ""] }, { reason: "server-error", status: 500 }],
  ["too many requests", { [first]: [429, "{}"] }, { reason: "shape", status: 429 }],
  ["a redirect", { [first]: [302, ""] }, { reason: "redirect", status: 302 }],
  ["sleep", { [first]: [200, "<html>Instance Hibernating page</html>"] }, { reason: "hibernating" }],
  ["a refusal without JSON", { [first]: [400, "no"] }, { reason: "not-json", status: 400 }],
])("%s: nothing is revoked", async (_, answers, details) => {
  await expect(revoke(answers).revoked).rejects.toMatchObject({
    code: "TOKEN_RESPONSE_INVALID",
    details: { ...details, endpoint: "revocation" },
  });
});

test.each<Answer>([
  [401, '{"error_description":"THE-TOKEN","error":"server_error"}'],
  [400, '{"error":"unsupported_token_type","error_description":"the+secret"}'],
  [200, '{"error":"invalid_client"}'],
])("a refusal is told as one, without what was sent: %i %s", async (status, body) => {
  const error: unknown = await revoke({ [first]: [status, body] }).revoked.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: "TOKEN_REQUEST_REJECTED",
    details: { status, error: JSON.parse(body).error, endpoint: "revocation" },
  });
  expect(JSON.stringify(error)).not.toMatch(/THE-TOKEN|the.secret/);
});
