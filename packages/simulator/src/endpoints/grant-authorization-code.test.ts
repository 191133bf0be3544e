import { describe, expect, test } from "vitest";
import {
  catchAll,
  codeChallenge,
  codeVerifier,
  createClock,
  exchange,
  logIn,
  logInForCode,
  logInForTokens,
  readTokens,
} from "../../test/practice-login.ts";
import { type Behaviour, createPracticeInstance } from "../index.ts";

test("the answer has an instance's key order, 86 characters a token, and one second less than the lifespan", async () => {
  const instance = createPracticeInstance();
  const response = await exchange(instance, await logInForCode(instance));
  expect(response.status).toBe(200);
  expect(await response.text()).toMatch(
    /^\{"access_token":"[\w-]{86}","refresh_token":"[\w-]{86}","scope":"useraccount openid","token_type":"Bearer","expires_in":1799\}$/,
  );
});

test("a code works once", async () => {
  const instance = createPracticeInstance();
  const code = await logInForCode(instance);
  expect((await exchange(instance, code)).status).toBe(200);
  const again = await exchange(instance, code);
  expect([again.status, await again.text()]).toEqual([401, catchAll]);
});

test("a code lives for one minute", async () => {
  const clock = createClock();
  const instance = createPracticeInstance({ now: clock.now });
  const [early, late] = [await logInForCode(instance), await logInForCode(instance)];
  clock.pass(59);
  expect((await exchange(instance, early)).status).toBe(200);
  clock.pass(1);
  expect((await exchange(instance, late)).status).toBe(401);
});

describe("the code challenge", () => {
  test("is told apart from the verifier's in the instance's own words, whatever the error style", async () => {
    const instance = createPracticeInstance();
    const other = "another-verifier-another-verifier-another-verifier";
    const response = await exchange(instance, await logInForCode(instance), { code_verifier: other });
    expect(response.status).toBe(401);
    expect(await response.text()).toMatch(
      new RegExp(
        `^\\{"error_description":"can't verify code challenge, expected:[\\w-]{43}, actual:${codeChallenge}","error":"invalid_request"\\}$`,
      ),
    );
  });

  test("may be plain", async () => {
    const instance = createPracticeInstance();
    const code = await logInForCode(instance, {
      code_challenge: codeVerifier,
      code_challenge_method: "plain",
    });
    expect((await exchange(instance, code)).status).toBe(200);
  });

  test("is not needed by a confidential client", async () => {
    const instance = createPracticeInstance();
    const code = await logInForCode(instance, {
      code_challenge: undefined,
      code_challenge_method: undefined,
    });
    expect((await exchange(instance, code, { code_verifier: undefined })).status).toBe(200);
  });
});

test("a scope that is not attached to the record is refused with the catch-all", async () => {
  const instance = createPracticeInstance({ clients: [{ scopes: ["useraccount"] }] });
  const refused = await exchange(instance, await logInForCode(instance, { scope: "useraccount email" }));
  expect([refused.status, await refused.text()]).toEqual([401, catchAll]);
});

describe("the scope of the answer", () => {
  test.each<[string, string | undefined, string[], string | undefined, string]>([
    ["is what was asked for", "openid email", ["useraccount", "openid", "email"], undefined, "openid email"],
    ["is what is attached when nothing was asked for", undefined, ["useraccount"], undefined, "useraccount"],
    ["is empty when nothing is attached either", "", [], undefined, ""],
    ["is narrower where the switch says so", "openid email", ["openid", "email"], "openid", "openid"],
  ])("%s", async (_, scope, scopes, grantedScope, expected) => {
    const instance = createPracticeInstance({ clients: [{ scopes }], behaviour: { grantedScope } });
    const tokens = await readTokens(await exchange(instance, await logInForCode(instance, { scope })));
    expect(tokens.scope).toBe(expected);
  });
});

test("a second login returns the same pair with new dates", async () => {
  const clock = createClock();
  const instance = createPracticeInstance({ now: clock.now });
  const first = await logInForTokens(instance);
  clock.pass(1_000);
  expect(await logInForTokens(instance)).toEqual(first);
});

test("a second login after the access token's end returns the same refresh token, with a new date", async () => {
  const clock = createClock();
  const instance = createPracticeInstance({ now: clock.now, clients: [{ refreshTokenLifespan: 3_600 }] });
  const first = await logInForTokens(instance);
  clock.pass(1_800);
  const second = await logInForTokens(instance);
  expect(second.refresh_token).toBe(first.refresh_token);
  expect(second.access_token).not.toBe(first.access_token);
  clock.pass(3_599);
  expect((await logInForTokens(instance)).refresh_token).toBe(first.refresh_token);
  clock.pass(3_600);
  expect((await logInForTokens(instance)).refresh_token).not.toBe(first.refresh_token);
});

test("another user gets a code and a pair of their own", async () => {
  const other = { userName: "other.user", password: "other" };
  const instance = createPracticeInstance({ users: [{}, other], behaviour: { pendingCode: "old" } });
  const codes = [
    await logInForCode(instance),
    (await logIn(instance, {}, other)).searchParams.get("code") ?? "",
  ];
  const [first, second] = [
    await exchange(instance, codes[0] ?? ""),
    await exchange(instance, codes[1] ?? ""),
  ];
  expect([first.status, second.status]).toEqual([200, 200]);
  expect((await readTokens(first)).refresh_token).not.toBe((await readTokens(second)).refresh_token);
});

test("another client gets a pair of its own", async () => {
  const other = { client_id: "other", client_secret: "other" };
  const instance = createPracticeInstance({ clients: [{}, { clientId: "other", clientSecret: "other" }] });
  const code = await logInForCode(instance, { client_id: "other" });
  const { refresh_token } = await readTokens(await exchange(instance, code, other));
  expect((await logInForTokens(instance)).refresh_token).not.toBe(refresh_token);
});

test.each<[Behaviour["refreshTokens"], string | undefined, boolean]>([
  ["always", undefined, true],
  ["confidential", "secret", true],
  ["confidential", undefined, false],
  ["never", "secret", false],
])(
  "refresh tokens for %s: a client with the secret %s gets one: %s",
  async (refreshTokens, clientSecret, gets) => {
    const instance = createPracticeInstance({ clients: [{ clientSecret }], behaviour: { refreshTokens } });
    expect("refresh_token" in (await logInForTokens(instance))).toBe(gets);
  },
);
