import { describe, expect, test } from "vitest";
import { authorizationUrl, exchange, logIn, logInForCode, signIn } from "../../test/practice-login.ts";
import { createPracticeInstance, type PracticeInstance, type PracticeOptions } from "../index.ts";

const pageOf = async (instance: PracticeInstance, parameters: Record<string, string | undefined>) => {
  const response = await instance.request(authorizationUrl(instance, parameters));
  return { status: response.status, location: response.headers.get("location"), text: await response.text() };
};

describe("a request that is refused gets a page with the instance's words and no redirect", () => {
  const other = "https://dev12345.service-now.com/OAUTH_REDIRECT.do";
  test.each<[string, Record<string, string | undefined>, PracticeOptions, string]>([
    ["no state", { state: undefined }, {}, "Missing State parameter in request."],
    ["empty state", { state: "" }, {}, "Missing State parameter in request."],
    ["another redirect URI", { redirect_uri: other }, {}, "Invalid redirect_uri"],
    [
      "no registered redirect URL",
      {},
      { clients: [{ redirectUris: [] }] },
      "Missing redirect URL in application registration",
    ],
    [
      "no challenge though the record requires it",
      { code_challenge: undefined },
      { behaviour: { pkceRequired: true } },
      "Missing code_challenge parameter",
    ],
    [
      "no challenge from a public client",
      { code_challenge: undefined },
      { clients: [{ clientSecret: undefined }] },
      "Missing code_challenge parameter",
    ],
    ["an unknown challenge method", { code_challenge_method: "S1" }, {}, "Invalid code_challenge_method"],
    ["an unknown client", { client_id: "unknown" }, {}, "Invalid client_id"],
    ["an inactive client", {}, { clients: [{ active: false }] }, "Invalid client_id"],
    ["the implicit grant", { response_type: "token" }, {}, "Invalid response_type"],
  ])("%s", async (_, parameters, options, words) => {
    const page = await pageOf(createPracticeInstance(options), {
      redirect_uri: "https://dev12345.service-now.com/oauth_redirect.do",
      ...parameters,
    });
    expect(page).toMatchObject({ status: 400, location: null, text: expect.stringContaining(words) });
  });
});

test("an instance older than Madrid does without state", async () => {
  const instance = createPracticeInstance({ behaviour: { stateRequired: false } });
  expect((await logIn(instance, { state: undefined })).searchParams.has("state")).toBe(false);
});

test("the first registered redirect URL is used without a word where the switch says so", async () => {
  const instance = createPracticeInstance({
    clients: [{ redirectUris: ["https://first.example.com/cb?tenant=1", "http://localhost:8765/callback"] }],
    behaviour: { redirectFallback: "first" },
  });
  const redirect = await logIn(instance, { redirect_uri: "http://localhost:9999/callback" });
  expect(redirect.href).toMatch(
    /^https:\/\/first\.example\.com\/cb\?tenant=1&code=[\w-]{86}&state=0123456789abcdef$/,
  );
});

test("without a redirect_uri the registered one is used, and need not be repeated for the tokens", async () => {
  const instance = createPracticeInstance();
  const redirect = await logIn(instance, { redirect_uri: undefined });
  expect(redirect.pathname).toBe("/oauth_redirect.do");
  const code = redirect.searchParams.get("code") ?? "";
  expect((await exchange(instance, code, { redirect_uri: undefined })).status).toBe(200);
});

test("a path as redirect URI means one on the instance", async () => {
  const instance = createPracticeInstance({ clients: [{ redirectUris: ["/sdk-oauth.do"] }] });
  const redirect = await logIn(instance);
  expect(redirect.origin + redirect.pathname).toBe("https://dev12345.service-now.com/sdk-oauth.do");
  expect((await exchange(instance, redirect.searchParams.get("code") ?? "")).status).toBe(200);
});

test("the redirect carries iss only when told to", async () => {
  const instance = createPracticeInstance();
  expect((await logIn(instance)).searchParams.has("iss")).toBe(false);
  instance.behaviour.issuer = instance.origin;
  expect((await logIn(instance)).searchParams.get("iss")).toBe("https://dev12345.service-now.com");
});

describe("a second login while a code is unused", () => {
  const visitor = async (pendingCode: "new" | "old" | "old-with-old-state", parameters = {}) => {
    const instance = createPracticeInstance({ behaviour: { pendingCode } });
    const first = await logIn(instance, { state: "first" });
    const second = await logIn(instance, { state: "second", ...parameters });
    return {
      sameCode: first.searchParams.get("code") === second.searchParams.get("code"),
      state: second.searchParams.get("state"),
    };
  };

  test("gets a new code", async () =>
    expect(await visitor("new")).toEqual({ sameCode: false, state: "second" }));
  test("gets the old code where the switch says so", async () =>
    expect(await visitor("old")).toEqual({ sameCode: true, state: "second" }));
  test("gets the old code and the old state where the switch says so", async () =>
    expect(await visitor("old-with-old-state")).toEqual({ sameCode: true, state: "first" }));
  test("gets a new code after all with approval_prompt=force", async () =>
    expect(await visitor("old", { approval_prompt: "force" })).toEqual({ sameCode: false, state: "second" }));
  test("gets a new code once the old one is used", async () => {
    const instance = createPracticeInstance({ behaviour: { pendingCode: "old" } });
    const code = await logInForCode(instance);
    await exchange(instance, code);
    expect(await logInForCode(instance)).not.toBe(code);
  });
});

test("the consent page names the client, the user and the scopes, and escapes them all", async () => {
  const instance = createPracticeInstance({
    clients: [{ name: "<b>Hub & Co</b>" }],
    users: [{ displayName: '"><i>' }],
  });
  const pages: string[] = [];
  await logIn(
    instance,
    { scope: "<script>" },
    {
      fetch: async (input, init) => {
        const response = await instance.request(input, init);
        pages.push(await response.clone().text());
        return response;
      },
    },
  );
  const page = pages.find((page) => page.includes("oauth_auth_check_action")) ?? "";
  expect(page).toContain("&lt;b&gt;Hub &amp; Co&lt;/b&gt; would like to connect");
  expect(page).toContain("&quot;&gt;&lt;i&gt;");
  expect(page).toContain("&lt;script&gt;");
  expect(page).not.toMatch(/<b>|<i>|<script>/);
});

test("an instance may want a login before it looks at the request", async () => {
  const instance = createPracticeInstance({ behaviour: { loginFirst: true } });
  const url = authorizationUrl(instance, { client_id: "unknown" });
  const answer = await instance.request(url);
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "/login.do"]);
  const headers = await signIn(instance);
  expect(await (await instance.request(url, { headers })).text()).toContain("Invalid client_id");
});
