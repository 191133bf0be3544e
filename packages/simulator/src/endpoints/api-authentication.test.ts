import { beforeEach, describe, expect, test } from "vitest";
import { bearerOf } from "../../test/practice-login.ts";
import { createPracticeInstance } from "../index.ts";

const instance = createPracticeInstance();
beforeEach(() => instance.reset());

async function callAs(name: string, password: string): Promise<[number, unknown]> {
  const authorization = `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`;
  const answer = await instance.request("/api/now/ui/user/current_user", { headers: { authorization } });
  return [answer.status, await answer.json()];
}
const call = () => callAs(instance.user.userName, instance.user.password);

test("a name and a password open the APIs", async () => {
  instance.user.password = "with:colons:";
  expect(await call()).toMatchObject([200, { result: { user_name: instance.user.userName } }]);
});

describe("the same 401 as for a wrong token", () => {
  const notAuthenticated = [401, { error: { message: "User Not Authenticated" } }];

  test("for a wrong password or name", async () => {
    expect(await callAs(instance.user.userName, "wrong")).toMatchObject(notAuthenticated);
    expect(await callAs("guest", "")).toMatchObject(notAuthenticated);
  });

  test.each([{ active: false }, { lockedOut: true }, { passwordNeedsReset: true }])(
    "for a user with %o",
    async (change) => {
      Object.assign(instance.user, change);
      expect(await call()).toMatchObject(notAuthenticated);
    },
  );

  test.each(["second-factor", "single-sign-on"] as const)("where users need %s", async (access) => {
    instance.behaviour.basicApiAccess = access;
    instance.user.roles.push("snc_basic_auth_api_access");
    expect(await call()).toMatchObject(notAuthenticated);
  });
});

describe("where passwords are restricted", () => {
  beforeEach(() => {
    instance.behaviour.basicApiAccess = "restricted";
  });

  test("even an administrator is refused, in other words", async () => {
    instance.user.roles.push("admin");
    expect(await call()).toEqual([
      401,
      {
        error: { message: "User is not authenticated", detail: "Required to provide Auth information" },
        status: "failure",
      },
    ]);
  });

  test("the role and Web service access only are let in", async () => {
    instance.user.webServiceAccessOnly = true;
    expect((await call())[0]).toBe(200);
    instance.user.webServiceAccessOnly = false;
    instance.user.roles.push("snc_basic_auth_api_access");
    expect((await call())[0]).toBe(200);
  });

  test("tokens are none of its business", async () => {
    const headers = await bearerOf(instance);
    expect((await instance.request("/api/now/ui/user/current_user", { headers })).status).toBe(200);
  });
});

test("a missing scope is the business of tokens alone", async () => {
  instance.behaviour.api = "scope";
  expect((await call())[0]).toBe(200);
  const headers = await bearerOf(instance);
  expect((await instance.request("/api/now/ui/user/current_user", { headers })).status).toBe(403);
});

test("tokens of a record that enforces restrictions open nothing", async () => {
  const headers = await bearerOf(instance);
  instance.client.enforceTokenRestrictions = true;
  expect((await instance.request("/api/now/ui/user/current_user", { headers })).status).toBe(401);
});

test("a token dies with its user", async () => {
  const headers = await bearerOf(instance);
  instance.user.active = false;
  expect((await instance.request("/api/now/ui/user/current_user", { headers })).status).toBe(401);
});
