import { type Check, type VerificationRequest, verifyTokens } from "@nowtoken/core";
import type { Behaviour } from "@nowtoken/simulator";
import { expect, test } from "vitest";
import { logIn } from "./logged-in.ts";
import { countSecrets } from "./secrets.ts";

/** Logs in, changes the instance, verifies; gives each check's name with its status, and what is seen of them. */
async function verify(behaviour: Partial<Behaviour> = {}, request: Partial<VerificationRequest> = {}) {
  const { instance, settings, credential, effects } = await logIn();
  Object.assign(instance.behaviour, behaviour);
  const kept: (string | undefined)[] = [];
  const onTokens: VerificationRequest["onTokens"] = async ({ accessToken, refreshToken }) => {
    kept.push(accessToken, refreshToken);
  };
  const tables = ["kb_knowledge"];
  const { status, checks } = await verifyTokens(
    { settings, credential, tables, onTokens, ...request },
    effects,
  );
  const { accessToken, refreshToken } = credential;
  const secrets = [accessToken, refreshToken, settings.clientSecret, ...kept];
  expect(countSecrets(JSON.stringify(checks), secrets)).toBe(0);
  return { status, checks, said: checks.map(({ check, status }) => `${check} ${status}`), instance };
}

const of = <Name extends Check["check"]>(name: Name, checks: readonly Check[]) =>
  checks.filter((check): check is Check<Name> => check.check === name);

test("a login as the guide makes it is good for what a connector does", async () => {
  const request = { asConnector: true, expectUser: "knowledge.integration" };
  const { status, said, checks } = await verify({}, request);
  expect(status).toBe("ok");
  expect(said).toEqual(["connector ok", "user ok", "expected-user ok", "scopes ok", "table ok", "clock ok"]);
  expect(of("user", checks)).toMatchObject([
    {
      user: {
        email: "knowledge.integration@example.com",
        roles: ["knowledge", "snc_platform_rest_api_access"],
      },
    },
  ]);
});

test.each<[Partial<Behaviour>, readonly string[], object]>([
  [
    { api: "scope" },
    ["user failed", "table failed"],
    { error: { details: { reason: "scope", status: 403 } } },
  ],
  [{ api: "acl" }, ["user failed", "table failed"], { error: { details: { reason: "right", status: 403 } } }],
  [
    { tables: { kb_knowledge: "forbidden" } },
    ["user ok", "table failed"],
    { error: { details: { reason: "right", table: "kb_knowledge" } } },
  ],
  [
    { tables: { kb_knowledge: "missing" } },
    ["user ok", "table failed"],
    { error: { details: { reason: "no-table", table: "kb_knowledge" } } },
  ],
  [{ tables: { kb_knowledge: "empty" } }, ["user ok", "table warning"], { rows: 0 }],
  [{ currentUserEndpoint: false }, ["user ok", "table ok"], { rows: 1 }],
  [{ currentUserEndpoint: false, sysUserReadable: false }, ["user warning", "table ok"], { rows: 1 }],
])("on an instance with %j: %j", async (behaviour, expected, table) => {
  const { said, checks } = await verify(behaviour);
  expect(said).toEqual(expect.arrayContaining([...expected]));
  expect(of("table", checks)).toMatchObject([table]);
});

test("on an instance that rotates, the connector's way hands over the new refresh token", async () => {
  const { checks } = await verify({ rotation: "rotate" }, { asConnector: true });
  expect(of("connector", checks)).toEqual([
    { check: "connector", status: "ok", rotated: true, expiresInSeconds: 1799 },
  ]);
});

test("the connector's way sends no scope, and the client in the form", async () => {
  const { instance } = await verify({}, { asConnector: true });
  const refresh = instance.log().find(({ form }) => form["grant_type"] === "refresh_token");
  expect(Object.keys(refresh?.form ?? {}).sort()).toEqual([
    "client_id",
    "client_secret",
    "grant_type",
    "refresh_token",
  ]);
});
