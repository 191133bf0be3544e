import { expect, test } from "vitest";
import { createClock, exchange, logInForCode, refresh } from "../test/practice-login.ts";
import { createPracticeInstance } from "./index.ts";
import { createLog } from "./log.ts";

const clock = createClock("2026-11-23T12:00:00Z");

test("the log shows what was asked, by the instance's clock, and over HTTP too", async () => {
  const instance = createPracticeInstance({ now: clock.now });
  await refresh(instance, "unknown-refresh-token");
  const entry = {
    time: "2026-11-23T12:00:00.000Z",
    method: "POST",
    path: "/oauth_token.do",
    query: {},
    form: {
      grant_type: "refresh_token",
      client_id: instance.client.clientId,
      client_secret: "[33 characters]",
      refresh_token: "[21 characters]",
    },
    contentType: "application/x-www-form-urlencoded;charset=UTF-8",
    authorization: undefined,
    status: 401,
  };
  expect(instance.log()).toEqual([entry]);
  expect(await (await instance.request("/__practice/log")).json()).toEqual([
    JSON.parse(JSON.stringify(entry)),
  ]);
});

test("nothing secret stands in the log, under whatever name it came", async () => {
  const instance = createPracticeInstance();
  const code = await logInForCode(instance);
  const tokens: { access_token: string } = JSON.parse(await (await exchange(instance, code)).text());
  const { clientSecret = "" } = instance.client;
  const headers = { authorization: `Bearer ${tokens.access_token}` };
  await instance.request(`/api/now/ui/user/current_user?client-secret=${encodeURIComponent(clientSecret)}`, {
    headers,
  });
  await instance.request("/login.do", { headers: { authorization: tokens.access_token } });
  const log = JSON.stringify(instance.log());
  for (const secret of [
    code,
    tokens.access_token,
    clientSecret,
    instance.user.password,
    "0123456789abcdef",
  ]) {
    expect(log).not.toContain(secret);
    expect(log).not.toContain(encodeURIComponent(secret));
  }
  expect(log).toContain("Bearer [86 characters]");
  expect(log).toContain(instance.user.userName);
});

test("a request without an answer has no status", async () => {
  const instance = createPracticeInstance({ behaviour: { fault: { kind: "reset", endpoint: "every" } } });
  await expect(instance.request("/login.do")).rejects.toThrow("fetch failed");
  expect(instance.log()).toMatchObject([{ path: "/login.do", status: undefined }]);
});

test("the log keeps the newest thousand requests", () => {
  const log = createLog();
  const entry = {
    time: "",
    method: "GET",
    query: {},
    form: {},
    contentType: undefined,
    authorization: undefined,
    status: 200,
  };
  for (let count = 0; count <= 1_000; count += 1) log.add({ ...entry, path: `/${count}` });
  expect(log.entries()).toHaveLength(1_000);
  expect([log.entries()[0]?.path, log.entries().at(-1)?.path]).toEqual(["/1", "/1000"]);
});
