import { beforeEach, expect, test } from "vitest";
import { logInForCode, postToken } from "../../test/practice-login.ts";
import { callTable, insert, readField } from "../../test/table-api.ts";
import { createPracticeInstance } from "../index.ts";

const instance = createPracticeInstance();
beforeEach(() => instance.reset());

const clientCredentials = "glide.oauth.inbound.client.credential.grant_type.enabled";
const propertyValue = (name: string) =>
  readField(instance, `sys_properties?sysparm_query=name=${name}`, "value");

test("a property that is created switches its grant on, and off again", async () => {
  instance.client.applicationUser = instance.user.sysId;
  const ask = async () => (await postToken(instance, { grant_type: "client_credentials" })).status;
  expect([await ask(), await propertyValue(clientCredentials)]).toEqual([401, []]);
  const { sys_id } = await insert(instance, "sys_properties", { name: clientCredentials, value: "true" });
  expect([await ask(), await propertyValue(clientCredentials)]).toEqual([200, ["true"]]);
  await callTable(instance, `sys_properties/${sys_id}`, { method: "PATCH", values: { value: "false" } });
  expect([await ask(), await propertyValue(clientCredentials)]).toEqual([401, ["false"]]);
  await callTable(instance, `sys_properties/${sys_id}`, { method: "DELETE" });
  await insert(instance, "sys_properties", { name: clientCredentials, value: "true" });
  expect([await ask(), await propertyValue(clientCredentials)]).toEqual([200, ["true"]]);
});

test("a property that is deleted is a switch that is off", async () => {
  const path = "sys_properties?sysparm_query=name=glide.oauth.state.parameter.required";
  const [sysId] = await readField(instance, path, "sys_id");
  await callTable(instance, `sys_properties/${sysId}`, { method: "DELETE" });
  expect(await propertyValue("glide.oauth.state.parameter.required")).toEqual([]);
  expect(await logInForCode(instance, { state: undefined })).toHaveLength(86);
});

test.each([
  ["glide.oauth.inbound.ropc.grant_type.disabled", { passwordGrant: "disabled" }],
  ["glide.oauth.allow.parameters.in.post.body.only", { bodyOnlyParameters: true }],
  ["glide.authenticate.basic_auth.restriction.enforce", { basicApiAccess: "restricted" }],
] as const)("%s is a row while its switch is on", async (name, on) => {
  const authorization = `Basic ${Buffer.from("admin:Practice-only-2").toString("base64")}`;
  instance.users.at(-1)?.roles.push("snc_basic_auth_api_access");
  const path = `/api/now/table/sys_properties?sysparm_query=name=${name}&sysparm_fields=value`;
  const read = async () => (await instance.request(path, { headers: { authorization } })).json();
  Object.assign(instance.behaviour, { bodyOnlyParameters: false });
  expect(await read()).toEqual({ result: [] });
  Object.assign(instance.behaviour, on);
  expect(await read()).toEqual({ result: [{ value: "true" }] });
});

test("any other property is kept", async () => {
  await insert(instance, "sys_properties", { name: "glide.example", value: "7" });
  expect(await propertyValue("glide.example")).toEqual(["7"]);
});

test("a property is there once", async () => {
  const values = { name: "glide.oauth.state.parameter.required", value: "false" };
  const answer = await callTable(instance, "sys_properties", { method: "POST", values });
  expect([answer.status, instance.behaviour.stateRequired]).toEqual([403, true]);
});
