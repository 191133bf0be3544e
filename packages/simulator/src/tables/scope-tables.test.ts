import { beforeEach, describe, expect, test } from "vitest";
import { catchAll, exchange, logInForCode } from "../../test/practice-login.ts";
import { callTable, insert, readAnswer, readField } from "../../test/table-api.ts";
import { createPracticeInstance } from "../index.ts";

const instance = createPracticeInstance({ clients: [{ scopes: [], authScopes: [] }] });
beforeEach(() => instance.reset());

const logInFor = async (scope: string) => exchange(instance, await logInForCode(instance, { scope }));

const attachClassic = (scope: string) =>
  insert(instance, "oauth_entity_scope", {
    name: `Label of ${scope}`,
    oauth_entity: instance.client.sysId,
    oauth_entity_scope: scope,
  });

async function attachMapping(name: string): Promise<unknown> {
  const [known] = await readField(instance, `sys_auth_scope?sysparm_query=name=${name}`, "sys_id");
  const auth_scope = known ?? (await insert(instance, "sys_auth_scope", { name }))["sys_id"];
  return insert(instance, "oauth_entity_auth_scope_mapping", {
    oauth_entity: instance.client.sysId,
    auth_scope,
  });
}

test("a scope that is attached in neither table is refused", async () => {
  const answer = await logInFor("openid");
  expect([answer.status, await answer.text()]).toEqual([401, catchAll]);
});

describe.each([
  ["either", 200, 200],
  ["oauth_entity_scope", 200, 401],
  ["oauth_entity_auth_scope_mapping", 401, 200],
  ["both", 401, 401],
] as const)("where the token endpoint goes by %s", (scopeTable, classic, mapping) => {
  beforeEach(() => {
    instance.behaviour.scopeTable = scopeTable;
  });

  test(`the classic list alone gives ${classic}`, async () => {
    await attachClassic("openid");
    expect((await logInFor("openid")).status).toBe(classic);
  });

  test(`the mapping alone gives ${mapping}`, async () => {
    await attachMapping("openid");
    expect((await logInFor("openid")).status).toBe(mapping);
  });

  test("both together are right", async () => {
    await attachClassic("openid");
    await attachMapping("openid");
    expect((await logInFor("openid")).status).toBe(200);
  });
});

test("the rows tell what is attached, with references that can be followed", async () => {
  expect(await attachClassic("openid")).toMatchObject({ oauth_entity: instance.client.sysId });
  await attachMapping("email");
  expect(await readField(instance, "oauth_entity_scope", "oauth_entity_scope")).toEqual(["openid"]);
  expect(await readField(instance, "oauth_entity_scope", "name")).toEqual(["Label of openid"]);
  const query = `sysparm_query=oauth_entity.client_id=${instance.client.clientId}`;
  expect(await readField(instance, `oauth_entity_auth_scope_mapping?${query}`, "auth_scope.name")).toEqual([
    "email",
  ]);
  expect(await readField(instance, "sys_auth_scope?sysparm_query=ORDERBYname", "name")).toEqual([
    "email",
    "useraccount",
  ]);
});

test("a scope is there once, and so is what attaches it", async () => {
  const twice = await callTable(instance, "sys_auth_scope", {
    method: "POST",
    values: { name: "useraccount" },
  });
  expect(twice.status).toBe(403);
  expect(await attachMapping("useraccount")).toEqual(await attachMapping("useraccount"));
  expect(instance.client.authScopes).toEqual(["useraccount"]);
});

test("a row that refers to nothing is refused", async () => {
  for (const [table, values] of [
    ["oauth_entity_scope", { oauth_entity: "0", oauth_entity_scope: "openid" }],
    ["oauth_entity_auth_scope_mapping", { oauth_entity: "0", auth_scope: "0" }],
    ["oauth_entity_auth_scope_mapping", { oauth_entity: instance.client.sysId, auth_scope: "0" }],
  ] as const) {
    const answer = await callTable(instance, table, { method: "POST", values });
    expect([answer.status, (await readAnswer(answer)).error.detail]).toEqual([
      403,
      expect.stringContaining("names no record"),
    ]);
  }
});

test("a deleted row detaches its scope from its table alone", async () => {
  const { sys_id: classic } = await attachClassic("openid");
  await attachMapping("openid");
  await callTable(instance, `oauth_entity_scope/${classic}`, { method: "DELETE" });
  expect([instance.client.scopes, instance.client.authScopes]).toEqual([[], ["openid"]]);
  const [mapping] = await readField(instance, "oauth_entity_auth_scope_mapping", "sys_id");
  await callTable(instance, `oauth_entity_auth_scope_mapping/${mapping}`, { method: "DELETE" });
  expect(instance.client.authScopes).toEqual([]);
});
