import { beforeEach, describe, expect, test } from "vitest";
import { bearerOf } from "../../test/practice-login.ts";
import { callTable, readAnswer } from "../../test/table-api.ts";
import { createPracticeInstance } from "../index.ts";

const instance = createPracticeInstance();
beforeEach(() => instance.reset());

const insert = (table = "oauth_entity", name = "New connector") =>
  callTable(instance, table, { method: "POST", values: { name } });

test("an insert says where the row is", async () => {
  const answer = await insert();
  const { sys_id } = (await readAnswer(answer)).result;
  expect([answer.status, answer.headers.get("location")]).toEqual([
    201,
    `${instance.origin}/api/now/table/oauth_entity/${sys_id}`,
  ]);
});

describe("rights", () => {
  const path = () => `oauth_entity/${instance.client.sysId}`;

  test.each([
    ["POST", "oauth_entity", "Insert"],
    ["PATCH", undefined, "Update"],
    ["DELETE", undefined, "Delete"],
  ])("without a role %s is refused in the instance's words", async (method, table, operation) => {
    const { user } = instance;
    const answer = await callTable(instance, table ?? path(), { method, values: { name: "Mine" }, user });
    const error = {
      message: "Operation Failed",
      detail: `ACL Exception ${operation} Failed due to security constraints`,
    };
    expect([answer.status, await answer.json()]).toEqual([403, { error, status: "failure" }]);
    expect(instance.clients.map(({ name }) => name)).toEqual(["Knowledge Connector"]);
  });

  test("without a role nothing is read, either", async () => {
    const answer = await callTable(instance, "oauth_entity", { user: instance.user });
    expect([answer.status, (await readAnswer(answer)).error.detail]).toEqual([
      403,
      "Failed API level ACL Validation",
    ]);
  });

  test.each(["oauth_admin", "mi_admin"])("%s may change records, and may not add scopes", async (role) => {
    instance.user.roles.push(role);
    const as = { method: "POST", values: { name: "openid2" }, user: instance.user };
    expect((await callTable(instance, "oauth_entity", as)).status).toBe(201);
    expect((await callTable(instance, "sys_auth_scope", as)).status).toBe(403);
    expect((await callTable(instance, "sys_properties", as)).status).toBe(403);
  });

  test("nobody changes users here, nor a table that is forbidden", async () => {
    expect((await insert("sys_user")).status).toBe(403);
    instance.behaviour.tables = { oauth_entity: "forbidden" };
    expect((await insert()).status).toBe(403);
  });

  test("without a token nothing is written", async () => {
    const answer = await instance.request("/api/now/table/oauth_entity", { method: "POST", body: "{}" });
    expect(answer.status).toBe(401);
  });
});

test("a row keeps its sys_id, whatever a change says", async () => {
  const { sys_id } = (await readAnswer(await insert("incident"))).result;
  const values = { sys_id: "0", number: "INC1", nonsense: "dropped" };
  const answer = await callTable(instance, `incident/${sys_id}`, { method: "PATCH", values });
  expect((await readAnswer(answer)).result).toMatchObject({ sys_id, number: "INC1" });
});

test.each(["", "{", "[]", "null", '"text"'])("the body %j is a 400", async (body) => {
  const headers = await bearerOf(instance, instance.users.at(-1));
  const answer = await instance.request("/api/now/table/oauth_entity", { method: "POST", headers, body });
  expect([answer.status, (await readAnswer(answer)).error.message]).toEqual([
    400,
    "Exception while reading request",
  ]);
});

describe("of several inserts one may fail", () => {
  const names = () => instance.clients.slice(1).map(({ name }) => name);
  const strike = { endpoint: "/api/now/table/*", method: "POST", after: 1, times: 1 } as const;

  test("with a status", async () => {
    instance.behaviour.fault = { ...strike, kind: "answer", status: 500 };
    expect((await callTable(instance, "oauth_entity")).status).toBe(200);
    const statuses = [
      await insert(),
      await insert("sys_auth_scope", "extra"),
      await insert(undefined, "Third"),
    ];
    expect(statuses.map(({ status }) => status)).toEqual([201, 500, 201]);
    expect(names()).toEqual(["New connector", "Third"]);
  });

  test("with a connection that is reset, before or after the insert", async () => {
    instance.behaviour.fault = { ...strike, kind: "reset" };
    await insert();
    await expect(insert(undefined, "Second")).rejects.toThrow("fetch failed");
    expect(names()).toEqual(["New connector"]);
    instance.behaviour.fault = { ...strike, kind: "answer-lost", after: 0 };
    await expect(insert(undefined, "Second")).rejects.toThrow("fetch failed");
    expect(names()).toEqual(["New connector", "Second"]);
  });
});
