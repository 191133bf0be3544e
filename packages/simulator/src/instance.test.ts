import { expect, test } from "vitest";
import { exchange, logIn, logInForCode, logInForTokens, refresh } from "../test/practice-login.ts";
import { createPracticeInstance, defaultBehaviour } from "./index.ts";

test("whatever is left out of the options is plausible", () => {
  const instance = createPracticeInstance();
  expect(instance.origin).toBe("https://dev12345.service-now.com");
  expect(instance.behaviour).toEqual(defaultBehaviour);
  expect(instance.client).toMatchObject({
    clientId: expect.stringMatching(/^[\da-f]{32}$/),
    redirectUris: ["https://dev12345.service-now.com/oauth_redirect.do"],
    scopes: ["useraccount", "openid", "profile", "email", "offline_access"],
    accessTokenLifespan: 1_800,
    refreshTokenLifespan: 8_640_000,
  });
});

test("the origin, clients and users are the given ones", async () => {
  const instance = createPracticeInstance({
    origin: "https://acme.example.com",
    clients: [{ clientId: "own", accessTokenLifespan: 7_200 }],
    users: [{ userName: "svc.nice", password: "pass & word" }],
  });
  expect((await logIn(instance)).origin).toBe("https://acme.example.com");
  expect((await logInForTokens(instance)).expires_in).toBe(7_199);
});

test.each([{ origin: "https://acme.example.com/" }, { clients: [] }, { users: [] }])(
  "%o is refused",
  (options) => {
    expect(() => createPracticeInstance(options)).toThrow(TypeError);
  },
);

test("two instances share nothing", async () => {
  const [one, other] = [createPracticeInstance(), createPracticeInstance()];
  const { refresh_token } = await logInForTokens(one);
  expect((await refresh(other, refresh_token)).status).toBe(401);
  one.client.active = false;
  one.behaviour.errors = "modern";
  expect([other.client.active, other.behaviour.errors]).toEqual([true, "catch-all"]);
  expect((await exchange(other, await logInForCode(other))).status).toBe(200);
});

test("reset puts everything back as it was given", async () => {
  const instance = createPracticeInstance({
    behaviour: { errors: "modern" },
    clients: [{ scopes: ["useraccount", "openid"] }],
  });
  const code = await logInForCode(instance);
  const { refresh_token } = await logInForTokens(instance);
  instance.behaviour.errors = "catch-all";
  instance.client.scopes.push("email");
  instance.user.password = "changed";
  instance.reset();
  expect(instance.log()).toEqual([]);
  expect([instance.behaviour.errors, instance.client.scopes]).toEqual(["modern", ["useraccount", "openid"]]);
  expect(instance.user.password).toBe("Practice-only-1");
  expect((await exchange(instance, code)).status).toBe(400);
  expect((await refresh(instance, refresh_token)).status).toBe(400);
});

test("an unknown path is not found", async () => {
  expect((await createPracticeInstance().request("/capture_oauthcode?code=1")).status).toBe(404);
});

test("the Date of every answer is the instance's clock's", async () => {
  const instance = createPracticeInstance({ now: () => new Date("2019-01-02T03:04:05Z") });
  for (const path of ["/login.do", "/oauth_token.do", "/unknown.do"]) {
    const answer = await instance.request(path);
    expect(answer.headers.get("date")).toBe("Wed, 02 Jan 2019 03:04:05 GMT");
  }
});
