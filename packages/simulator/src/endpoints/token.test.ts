import { beforeEach, describe, expect, test } from "vitest";
import {
  catchAll,
  codeVerifier,
  exchange,
  logInForCode,
  logInForTokens,
  postToken,
  readTokens,
} from "../../test/practice-login.ts";
import { createPracticeInstance } from "../index.ts";

const instance = createPracticeInstance();
beforeEach(() => instance.reset());

describe("every failure gets the same 401, description first", () => {
  const redirect_uri = "https://dev12345.service-now.com/oauth_redirect.do";
  const good = { grant_type: "authorization_code", redirect_uri, code_verifier: codeVerifier };
  test.each<[string, Record<string, string | undefined>]>([
    ["a wrong secret", { client_secret: "wrong" }],
    ["no secret", { client_secret: undefined }],
    ["an unknown client", { client_id: "unknown" }],
    ["no grant type", { grant_type: undefined }],
    ["a grant type with a trailing blank", { grant_type: "authorization_code " }],
    ["a grant type named like a member of every object", { grant_type: "constructor" }],
    ["an unknown code", { code: "unknown" }],
    ["no code", { code: undefined }],
    ["another redirect URI", { redirect_uri: `${redirect_uri}/` }],
    ["no redirect URI", { redirect_uri: undefined }],
    ["no verifier", { code_verifier: undefined }],
    ["a verifier that is too short", { code_verifier: "short" }],
  ])("%s", async (_, parameters) => {
    const response = await postToken(instance, {
      ...good,
      code: await logInForCode(instance),
      ...parameters,
    });
    expect([response.status, await response.text()]).toEqual([401, catchAll]);
    expect(response.headers.get("content-type")).toBe("application/json;charset=UTF-8");
  });

  test("a GET, even where parameters may stand in the URL", async () => {
    instance.behaviour.bodyOnlyParameters = false;
    const { clientId, clientSecret = "" } = instance.client;
    const code = await logInForCode(instance);
    const query = new URLSearchParams({ ...good, code, client_id: clientId, client_secret: clientSecret });
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const response = await instance.request(`/oauth_token.do?${query}`, { headers });
    expect([response.status, await response.text()]).toEqual([401, catchAll]);
  });

  test("JSON instead of a form", async () => {
    const headers = { "content-type": "application/json" };
    const response = await postToken(instance, good, { headers, body: JSON.stringify(good) });
    expect([response.status, await response.text()]).toEqual([401, catchAll]);
  });

  test("an inactive client", async () => {
    const code = await logInForCode(instance);
    instance.client.active = false;
    const response = await exchange(instance, code);
    expect([response.status, await response.text()]).toEqual([401, catchAll]);
  });

  test("parameters in the URL, unless the instance is older than Madrid", async () => {
    const code = await logInForCode(instance);
    const { clientId, clientSecret = "" } = instance.client;
    const query = new URLSearchParams({ ...good, code, client_id: clientId, client_secret: clientSecret });
    const post = () =>
      instance.request(`/oauth_token.do?${query}`, { method: "POST", body: new URLSearchParams() });
    expect((await post()).status).toBe(401);
    instance.behaviour.bodyOnlyParameters = false;
    expect((await post()).status).toBe(200);
  });
});

describe("modern errors name the reason, description first", () => {
  test.each<[string, Record<string, string>, number, string]>([
    ["a wrong secret", { client_secret: "wrong" }, 401, "invalid_client"],
    ["an unknown code", { code: "unknown" }, 400, "invalid_grant"],
    ["another redirect URI", { redirect_uri: "https://dev12345.service-now.com/" }, 400, "invalid_grant"],
    ["an unknown grant type", { grant_type: "code" }, 400, "unsupported_grant_type"],
  ])("%s", async (_, parameters, status, error) => {
    instance.behaviour.errors = "modern";
    const response = await exchange(instance, await logInForCode(instance), parameters);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(
      new RegExp(`^\\{"error_description":"[^"]+","error":"${error}"\\}$`),
    );
  });

  test("a scope that is not attached to the record", async () => {
    instance.behaviour.errors = "modern";
    instance.client.scopes = ["useraccount"];
    const response = await exchange(instance, await logInForCode(instance, { scope: "useraccount openid" }));
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ error: "invalid_scope" }),
    ]);
  });
});

describe("HTTP Basic", () => {
  const { clientId, clientSecret = "" } = instance.client;
  const encoded = (text: string) => new URLSearchParams({ text }).toString().slice("text=".length);
  test.each([
    ["as RFC 6749 has it, form-encoded", `${encoded(clientId)}:${encoded(clientSecret)}`],
    ["as many clients send it, raw", `${clientId}:${clientSecret}`],
  ])("names the client, %s", async (_, pair) => {
    const code = await logInForCode(instance);
    const headers = { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
    const noneInBody = { client_id: undefined, client_secret: undefined };
    const withBasic = () => exchange(instance, code, noneInBody, { headers });
    instance.behaviour.basicAuthentication = false;
    expect((await withBasic()).status).toBe(401);
    instance.behaviour.basicAuthentication = true;
    expect((await withBasic()).status).toBe(200);
  });
});

test("a public client needs no secret", async () => {
  const publicOne = createPracticeInstance({ clients: [{ clientSecret: undefined }] });
  expect((await logInForTokens(publicOne)).access_token).toHaveLength(86);
});

test("a code is refused to another client", async () => {
  const both = createPracticeInstance({ clients: [{}, { clientId: "other", clientSecret: "other" }] });
  const code = await logInForCode(both);
  expect((await exchange(both, code, { client_id: "other", client_secret: "other" })).status).toBe(401);
  expect((await exchange(both, code)).status).toBe(200);
});

test("a test may replace the token answer by anything", async () => {
  instance.behaviour.tokenAnswer = (answer) => ({ ...answer, id_token: "e30.e30." });
  const answer = await exchange(instance, await logInForCode(instance));
  expect(await answer.json()).toMatchObject({ token_type: "Bearer", id_token: "e30.e30." });
  instance.behaviour.tokenAnswer = () => null;
  expect(await (await exchange(instance, await logInForCode(instance))).text()).toBe("null");
});

test.each([30, 2_000])("tokens may have %i characters", async (length) => {
  instance.behaviour.tokenLength = length;
  const tokens = await readTokens(await exchange(instance, await logInForCode(instance)));
  expect([tokens.access_token.length, tokens.refresh_token.length]).toEqual([length, length]);
});
