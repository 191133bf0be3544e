import { beforeEach, describe, expect, test } from "vitest";
import { catchAll, postToken, readTokens } from "../../test/practice-login.ts";
import { createPracticeInstance } from "../index.ts";

const instance = createPracticeInstance({ behaviour: { clientCredentials: "enabled" } });
beforeEach(() => {
  instance.reset();
  instance.client.applicationUser = instance.user.sysId;
});

const ask = (parameters: Record<string, string> = {}) =>
  postToken(instance, { grant_type: "client_credentials", ...parameters });

async function currentUser(token: string): Promise<[number, unknown]> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await instance.request("/api/now/ui/user/current_user", { headers });
  return [answer.status, await answer.json()];
}

test("a token acts as the record's application user and has no refresh token beside it", async () => {
  const answer = await ask({ scope: "useraccount" });
  const tokens = await readTokens(answer);
  expect([answer.status, tokens]).toEqual([
    200,
    {
      access_token: expect.any(String),
      scope: "useraccount",
      token_type: "Bearer",
      expires_in: 1_799,
    },
  ]);
  expect(await currentUser(tokens.access_token)).toMatchObject([
    200,
    { result: { user_name: instance.user.userName } },
  ]);
});

test("asked again, the instance gives the same token", async () => {
  const [first, second] = [await readTokens(await ask()), await readTokens(await ask())];
  expect(second.access_token).toBe(first.access_token);
});

test("without an application user the answer is the instance's own, with the record's sys_id", async () => {
  instance.client.applicationUser = "";
  const answer = await ask();
  const body = `{"error":"unauthorized_client","error_description":"Received client_credentials grant_type request however integration user is not configured for OAuth:${instance.client.sysId}"}`;
  expect([answer.status, await answer.text()]).toEqual([400, body]);
});

describe("the catch-all", () => {
  test.each<[string, () => void]>([
    ["without the property", () => Object.assign(instance.behaviour, { clientCredentials: "disabled" })],
    ["for a scope that is not attached", () => Object.assign(instance.client, { scopes: ["email"] })],
    ["for a wrong secret", () => Object.assign(instance.client, { clientSecret: "another" })],
  ])("%s", async (_, change) => {
    const { clientSecret } = instance.client;
    change();
    const answer = await ask({ scope: "useraccount", client_secret: clientSecret ?? "" });
    expect([answer.status, await answer.text()]).toEqual([401, catchAll]);
  });
});

test("an application user who is inactive does not count", async () => {
  instance.user.active = false;
  expect((await ask()).status).toBe(400);
});

test("before Washington DC the token is nobody's", async () => {
  instance.behaviour.clientCredentials = "guest";
  instance.client.applicationUser = "";
  const { access_token } = await readTokens(await ask());
  expect(await currentUser(access_token)).toMatchObject([
    401,
    { error: { message: "User Not Authenticated" } },
  ]);
  instance.behaviour.anonymousCalls = "guest";
  expect(await currentUser(access_token)).toMatchObject([200, { result: { user_name: "guest" } }]);
});

test.each([
  ["authz_code", 401],
  ["jwt", 401],
  ["client_credential", 200],
  ["multiple", 200],
] as const)("a record for %s answers %i", async (type, status) => {
  instance.client.inboundGrantType = type;
  const answer = await ask();
  expect(answer.status).toBe(status);
  if (status === 401) {
    expect(await answer.json()).toEqual({
      error_description: "Invalid grant_type: client_credentials",
      error: "unsupported_grant_type",
    });
  }
});
