import { beforeEach, describe, expect, test } from "vitest";
import { catchAll, exchange, logInForCode, postToken, refresh } from "../test/practice-login.ts";
import { callTable, readField } from "../test/table-api.ts";
import { createPracticeInstance } from "./index.ts";

const instance = createPracticeInstance({ clients: [{ scopes: [], authScopes: [] }] });
beforeEach(() => instance.reset());

const readMessages = () =>
  readField(instance, "syslog?sysparm_query=source=OAuth^messageLIKEtoken flow", "message");

describe("the system log names what the catch-all hides:", () => {
  test.each([
    [
      "a wrong secret",
      "client_secret",
      () =>
        postToken(instance, {
          grant_type: "refresh_token",
          client_id: instance.client.clientId,
          client_secret: "another",
        }),
    ],
    [
      "a scope that is not attached",
      "invalid_scope: The provided OAuth token is not valid",
      async () => exchange(instance, await logInForCode(instance, { scope: "openid" })),
    ],
    [
      "a refresh token that nobody knows",
      "invalid_token: The provided OAuth token is not valid",
      () => refresh(instance, "0".repeat(86)),
    ],
  ])("%s", async (_, line, fail) => {
    expect(await (await fail()).text()).toBe(catchAll);
    expect(await readMessages()).toEqual([`Exception on token flow - ${line}`]);
  });
});

test("the system log is empty while nothing is refused, and again after a reset", async () => {
  expect(await readMessages()).toEqual([]);
  await refresh(instance, "0".repeat(86));
  instance.reset();
  expect(await readMessages()).toEqual([]);
});

test("the system log is for administrators alone, and nobody writes into it", async () => {
  expect((await callTable(instance, "syslog", { user: instance.user })).status).toBe(403);
  const values = { message: "forged" };
  expect((await callTable(instance, "syslog", { method: "POST", values })).status).toBe(403);
  expect(await readMessages()).toEqual([]);
});
