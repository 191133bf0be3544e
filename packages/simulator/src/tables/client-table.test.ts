import { beforeEach, describe, expect, test } from "vitest";
import { exchange, logIn, logInForCode, logInForTokens, readTokens } from "../../test/practice-login.ts";
import { callTable, insert, readAnswer, readField } from "../../test/table-api.ts";
import { createPracticeInstance } from "../index.ts";

const instance = createPracticeInstance({ now: () => new Date("2026-11-23T12:00:00Z") });
beforeEach(() => instance.reset());

const redirectUri = "http://localhost:8765/callback";
const record = { name: "New connector", redirect_url: `${redirectUri}, https://other.example.com/` };

/** The client of a record that was just inserted. */
function newest() {
  const client = instance.clients.at(-1);
  if (client === undefined) throw new Error("no client");
  return client;
}

/** Logs in with the newest client, asking for the scope. */
async function logInWithNewest(scope: string, secret = newest().clientSecret): Promise<Response> {
  const { clientId } = newest();
  const parameters = { client_id: clientId, redirect_uri: redirectUri };
  const code = await logInForCode(instance, { ...parameters, scope });
  return exchange(instance, code, { ...parameters, client_secret: secret });
}

describe("a record that was inserted", () => {
  test("is a client that can log in at once, with a generated id and secret", async () => {
    const row = await insert(instance, "oauth_entity", record);
    expect(row).toMatchObject({
      sys_id: expect.stringMatching(/^[\da-f]{32}$/),
      name: "New connector",
      type: "client",
      active: "true",
      client_id: expect.stringMatching(/^[\da-f]{32}$/),
      client_secret: "********",
      redirect_url: `${redirectUri},https://other.example.com/`,
      access_token_lifespan: "1800",
      refresh_token_lifespan: "8640000",
      public_client: "false",
      use_pkce: "false",
      token_format: "opaque",
      inbound_grant_type: "",
      sys_created_by: "admin",
      sys_created_on: "2026-11-23 12:00:00",
    });
    expect(newest().clientId).toBe(row["client_id"]);
    expect(newest().clientSecret).toMatch(/[+~[\]&%=#!(){}@^]/);
    const answer = await logInWithNewest("");
    expect([answer.status, (await readTokens(answer)).scope]).toEqual([200, ""]);
  });

  test("keeps what it was given", async () => {
    const given = {
      client_id: "0123456789abcdef0123456789abcdef",
      client_secret: "chosen",
      access_token_lifespan: "7200",
      refresh_token_lifespan: 31_536_000,
      use_pkce: true,
      token_format: "jwt",
      inbound_grant_type: "authz_code",
      comments: "made by a test",
    };
    const row = await insert(instance, "oauth_entity", { ...record, ...given, nonsense: "dropped" });
    expect(row).toMatchObject({
      ...given,
      client_secret: "********",
      refresh_token_lifespan: "31536000",
      use_pkce: "true",
    });
    expect(row).not.toHaveProperty("nonsense");
    const tokens = await readTokens(await logInWithNewest("", "chosen"));
    expect(tokens.expires_in).toBe(7_199);
    expect(tokens.access_token.split(".")).toHaveLength(3);
    await expect(
      logIn(instance, { client_id: given.client_id, redirect_uri: redirectUri, code_challenge: undefined }),
    ).rejects.toThrow("Missing code_challenge parameter");
  });

  test("may be public", async () => {
    const row = await insert(instance, "oauth_entity", { ...record, public_client: "true" });
    expect(row).toMatchObject({ public_client: "true", client_secret: "" });
    expect((await logInWithNewest("")).status).toBe(200);
  });

  test("may have got another secret than the one that was given", async () => {
    instance.behaviour.secretWhenWritten = "garbled";
    await insert(instance, "oauth_entity", { ...record, client_secret: "chosen" });
    expect((await logInWithNewest("", "chosen")).status).toBe(401);
    expect((await logInWithNewest("")).status).toBe(200);
  });

  test("is no client when its type is another", async () => {
    await insert(instance, "oauth_entity", { ...record, type: "oauth_provider" });
    await expect(logInWithNewest("")).rejects.toThrow("Invalid client_id");
  });

  test("is gone after a reset", async () => {
    await insert(instance, "oauth_entity", record);
    instance.reset();
    expect(instance.clients).toHaveLength(1);
  });
});

test("a secret is never read, whichever way it looks", async () => {
  const { clientSecret = "" } = instance.client;
  instance.behaviour.secretWhenRead = "encrypted";
  const [seen = ""] = await readField(instance, "oauth_entity", "client_secret");
  expect(seen).toMatch(/^[\w+/]{43}=$/);
  expect(seen).not.toContain(clientSecret);
});

describe("a record that is changed", () => {
  const change = (values: object, method = "PATCH") =>
    callTable(instance, `oauth_entity/${instance.client.sysId}`, { method, values });

  test.each(["PATCH", "PUT"])("by %s changes the client, and nothing else of it", async (method) => {
    const answer = await change({ access_token_lifespan: "7200", redirect_url: redirectUri }, method);
    expect([answer.status, (await readAnswer(answer)).result]).toMatchObject([
      200,
      { access_token_lifespan: "7200", sys_updated_by: "admin" },
    ]);
    expect(instance.client.redirectUris).toEqual([redirectUri]);
    expect((await logInForTokens(instance)).expires_in).toBe(7_199);
  });

  test("may end it", async () => {
    await change({ active: "false" });
    await expect(logInForCode(instance)).rejects.toThrow("Invalid client_id");
  });

  test("becomes public, and confidential again with a new secret", async () => {
    const { clientSecret } = instance.client;
    await change({ public_client: "true" });
    expect(instance.client.clientSecret).toBeUndefined();
    await change({ public_client: "false" });
    expect(instance.client.clientSecret).not.toBe(clientSecret);
    expect(instance.client.clientSecret).toHaveLength(32);
  });

  test("keeps its name when another has the new one", async () => {
    await insert(instance, "oauth_entity", record);
    expect((await change({ name: record.name, active: "false" })).status).toBe(403);
    expect(instance.client).toMatchObject({ name: "Knowledge Connector", active: true });
  });

  test("is not there for an unknown sys_id", async () => {
    const answer = await callTable(instance, "oauth_entity/0", { method: "PATCH", values: {} });
    expect([answer.status, await readAnswer(answer)]).toMatchObject([
      404,
      { error: { message: "No Record found" } },
    ]);
  });
});

test("what a test changes in a client is seen in its row", async () => {
  Object.assign(instance.client, {
    name: "Renamed",
    applicationUser: instance.user.sysId,
    pkceRequired: true,
  });
  const answer = await callTable(instance, "oauth_entity?sysparm_fields=name,use_pkce,user,user.user_name");
  expect(await answer.json()).toEqual({
    result: [
      {
        name: "Renamed",
        use_pkce: "true",
        user: {
          link: `${instance.origin}/api/now/table/sys_user/${instance.user.sysId}`,
          value: instance.user.sysId,
        },
        "user.user_name": instance.user.userName,
      },
    ],
  });
});

test("a name is there once", async () => {
  const answer = await callTable(instance, "oauth_entity", {
    method: "POST",
    values: { name: instance.client.name },
  });
  expect([answer.status, (await readAnswer(answer)).error.detail]).toEqual([
    403,
    "Unique Key violation detected by database (Duplicate entry 'Knowledge Connector' for key 'name')",
  ]);
});

test("a record that is deleted takes its client and tokens with it", async () => {
  await insert(instance, "oauth_entity", { ...record, name: "Short-lived" });
  const { access_token } = await readTokens(await logInWithNewest(""));
  const answer = await callTable(instance, `oauth_entity/${newest().sysId}`, { method: "DELETE" });
  expect([answer.status, await answer.text(), instance.clients.length]).toEqual([204, "", 1]);
  const headers = { authorization: `Bearer ${access_token}` };
  expect((await instance.request("/api/now/ui/user/current_user", { headers })).status).toBe(401);
});
