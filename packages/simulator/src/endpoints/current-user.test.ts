import { beforeEach, describe, expect, test } from "vitest";
import { createClock, logInForTokens } from "../../test/practice-login.ts";
import { createPracticeInstance } from "../index.ts";

const clock = createClock();
const instance = createPracticeInstance({
  now: clock.now,
  users: [{}, { userName: "other.user", sysId: "0" }],
});
beforeEach(() => instance.reset());

const currentUser = "/api/now/ui/user/current_user";
const ownRow =
  "/api/now/table/sys_user?sysparm_query=sys_id=javascript:gs.getUserID()&sysparm_fields=user_name,name&sysparm_limit=1";

async function call(path: string, authorization?: string): Promise<[number, unknown]> {
  const response = await instance.request(
    path,
    authorization === undefined ? {} : { headers: { authorization } },
  );
  return [response.status, await response.json()];
}
const bearer = async () => `Bearer ${(await logInForTokens(instance)).access_token}`;

const notAuthenticated = {
  error: { message: "User Not Authenticated", detail: "Required to provide Auth information" },
  status: "failure",
};

test("current_user names the owner of the token by the instance's own keys", async () => {
  const result = {
    user_sys_id: instance.user.sysId,
    user_name: "knowledge.integration",
    user_display_name: "Knowledge Integration",
    user_email: "knowledge.integration@example.com",
    roles: instance.user.roles,
  };
  expect(await call(currentUser, await bearer())).toEqual([200, { result }]);
});

describe("sys_user", () => {
  test("gives the owner's own row, with the fields asked for", async () => {
    const result = [{ user_name: "knowledge.integration", name: "Knowledge Integration" }];
    expect(await call(ownRow, await bearer())).toEqual([200, { result }]);
  });

  test("gives a list without a query, up to the limit", async () => {
    const [, all] = await call("/api/now/table/sys_user?sysparm_fields=user_name", await bearer());
    expect(all).toEqual({ result: [{ user_name: "knowledge.integration" }, { user_name: "other.user" }] });
    const [, one] = await call(
      "/api/now/table/sys_user?sysparm_limit=1&sysparm_fields=sys_id",
      await bearer(),
    );
    expect(one).toEqual({ result: [{ sys_id: instance.user.sysId }] });
  });

  test("is empty for a user who may not read it", async () => {
    instance.behaviour.sysUserReadable = false;
    expect(await call(ownRow, await bearer())).toEqual([200, { result: [] }]);
  });
});

describe("the 401 with BASIC and the instance's body", () => {
  test.each([
    ["no header", undefined],
    ["a wrong token", "Bearer wrong"],
    ["Bearer without a blank", "Bearerwrong"],
  ])("for %s", async (_, authorization) => {
    const response = await instance.request(
      ownRow,
      authorization === undefined ? {} : { headers: { authorization } },
    );
    expect(await response.json()).toEqual(notAuthenticated);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe('BASIC realm="Service-now"');
    expect(response.headers.get("content-type")).toBe("application/json;charset=UTF-8");
    expect(response.headers.get("server")).toBe("ServiceNow");
  });

  test("for an expired token", async () => {
    const authorization = await bearer();
    clock.pass(1_799);
    expect((await call(currentUser, authorization))[0]).toBe(200);
    clock.pass(1);
    expect(await call(currentUser, authorization)).toEqual([401, notAuthenticated]);
  });

  test("for a token of a client that was made inactive", async () => {
    const authorization = await bearer();
    instance.client.active = false;
    expect(await call(currentUser, authorization)).toEqual([401, notAuthenticated]);
  });
});

test.each([
  ["acl", "Failed API level ACL Validation"],
  ["scope", "Missing required api access scope: useraccount"],
] as const)("a call may be refused for its %s", async (api, detail) => {
  instance.behaviour.api = api;
  const body = { error: { message: "User Not Authorized", detail }, status: "failure" };
  expect(await call(currentUser, await bearer())).toEqual([403, body]);
});

test("an anonymous call may come back as the guest, from the UI endpoint alone", async () => {
  instance.behaviour.anonymousCalls = "guest";
  expect(await call(currentUser, "Bearer wrong")).toMatchObject([200, { result: { user_name: "guest" } }]);
  expect((await call(ownRow))[0]).toBe(401);
});

test("an instance may have no current_user endpoint", async () => {
  instance.behaviour.currentUserEndpoint = false;
  const [status, body] = await call(currentUser, await bearer());
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: { message: "Requested URI does not represent any resource" } });
});
