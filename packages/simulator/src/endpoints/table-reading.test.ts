import { beforeEach, describe, expect, test } from "vitest";
import { bearerOf } from "../../test/practice-login.ts";
import { createPracticeInstance } from "../index.ts";

const instance = createPracticeInstance({ now: () => new Date("2026-11-23T12:10:00Z") });
beforeEach(() => instance.reset());

async function read(path: string): Promise<[number, unknown, Headers]> {
  const answer = await instance.request(`/api/now/table/${path}`, { headers: await bearerOf(instance) });
  return [answer.status, await answer.json(), answer.headers];
}

test("incidents are found, sorted, cut and counted", async () => {
  const query = "active=true^ORDERBYDESCnumber";
  const [status, body, headers] = await read(
    `incident?sysparm_query=${query}&sysparm_fields=number,short_description&sysparm_limit=1`,
  );
  const result = [{ number: "INC0010002", short_description: "A monitor flickers" }];
  expect([status, body, headers.get("x-total-count")]).toEqual([200, { result }, "2"]);
  const [, next] = await read(`incident?sysparm_query=${query}&sysparm_fields=number&sysparm_offset=1`);
  expect(next).toEqual({ result: [{ number: "INC0010001" }] });
});

test("other parameters are conditions", async () => {
  const [, body] = await read("kb_knowledge?workflow_state=draft&sysparm_fields=number");
  expect(body).toEqual({ result: [{ number: "KB0010003" }] });
});

test("one row is found by its sys_id", async () => {
  const { sysId } = instance.user;
  const [status, body] = await read(`sys_user/${sysId}?sysparm_fields=user_name`);
  expect([status, body]).toEqual([200, { result: { user_name: "knowledge.integration" } }]);
  const error = {
    message: "No Record found",
    detail: "Record doesn't exist or ACL restricts the record retrieval",
  };
  expect((await read("sys_user/0")).slice(0, 2)).toEqual([404, { error, status: "failure" }]);
});

test("an unknown table, or one that the release lacks, is a 400", async () => {
  const error = (name: string) => ({ message: `Invalid table ${name}`, detail: null });
  expect((await read("incidents"))[1]).toEqual({ error: error("incidents"), status: "failure" });
  instance.behaviour.tables = { incident: "missing" };
  const [status, body] = await read("incident");
  expect([status, body]).toEqual([400, { error: error("incident"), status: "failure" }]);
});

test("an unknown field in a query is a 403, in the list of fields it is left out", async () => {
  const [status, body] = await read("incident?sysparm_query=nonsense=1");
  expect([status, body]).toMatchObject([403, { error: { message: "Insufficient rights to query records" } }]);
  const [, rows] = await read("incident?sysparm_limit=1&sysparm_fields=number,nonsense");
  expect(rows).toEqual({ result: [{ number: "INC0010001" }] });
});

describe("a single table", () => {
  test("may be forbidden", async () => {
    instance.behaviour.tables = { incident: "forbidden" };
    const error = { message: "User Not Authorized", detail: "Failed API level ACL Validation" };
    expect((await read("incident")).slice(0, 2)).toEqual([403, { error, status: "failure" }]);
    expect((await read("kb_knowledge"))[0]).toBe(200);
  });

  test("may show no rows", async () => {
    instance.behaviour.tables = { incident: "empty" };
    expect((await read("incident")).slice(0, 2)).toEqual([200, { result: [] }]);
  });

  test("may demand an access scope of the record", async () => {
    instance.behaviour.tableScopes = { incident: "incident_api" };
    expect((await read("incident"))[0]).toBe(200);
    instance.client.authScopes = ["email"];
    const error = {
      message: "User Not Authorized",
      detail: "Missing required api access scope: incident_api",
    };
    expect((await read("incident")).slice(0, 2)).toEqual([403, { error, status: "failure" }]);
    instance.client.authScopes = ["incident_api"];
    expect((await read("incident"))[0]).toBe(200);
  });

  test("may have a rate limit, which its headers tell", async () => {
    instance.behaviour.fault = { kind: "too-many-requests", endpoint: "/api/now/table/incident" };
    const [status, body, headers] = await read("incident");
    expect([status, body]).toMatchObject([429, { error: { message: "Rate limit exceeded" } }]);
    expect(headers.get("retry-after")).toBe("30");
    expect(headers.get("x-ratelimit-limit")).toBe("100");
    expect(headers.get("x-ratelimit-reset")).toBe(String(Date.parse("2026-11-23T13:00:00Z") / 1_000));
    expect(headers.get("x-ratelimit-rule")).toMatch(/^[\da-f]{32}$/);
    instance.behaviour.fault = { ...instance.behaviour.fault, retryAfter: null };
    expect((await read("incident"))[2].get("x-ratelimit-rule")).toBeNull();
  });
});
