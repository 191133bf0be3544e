import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { headerOf, openLogin, statusOf } from "../../test/fixtures/open-login.ts";
import { get, sendRaw } from "../../test/fixtures/raw-request.ts";
import { startLogin } from "../../test/fixtures/waiting-login.ts";
import { openCallback } from "./open-callback.ts";

test("the redirect comes on either address of localhost, and its outcome is shown", async () => {
  const login = await openLogin();
  const answer = await sendRaw(login.port, get(login.target, login.host), "::1");
  expect(statusOf(answer)).toBe(303);
  expect(await login.finish()).toContain("Abel Tuter");
  expect(login.current.exchanges).toBe(1);
  await login.listener.close();
});

test("20 idle connections, and one reset in the middle, do not keep the redirect waiting", async () => {
  const login = await openLogin();
  const idle = Array.from({ length: 20 }, () =>
    connect(login.port, "127.0.0.1").on("error", () => undefined),
  );
  await Promise.all(idle.map((socket) => once(socket, "connect")));
  idle[0]?.write(`GET ${login.target.slice(0, 30)}`, () => idle[0]?.resetAndDestroy());
  expect(await login.finish()).toContain("Abel Tuter");
  await login.listener.close();
});

test("closing lets the browser that brought the answer see the outcome", async () => {
  const login = await openLogin();
  const { attempt } = login.current;
  const closed = attempt.ended.then(() => login.listener.close());
  expect(await login.finish()).toContain("Abel Tuter");
  await closed;
  await expect(sendRaw(login.port, get("/", login.host))).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("closing waits less than a second for a browser that does not come back for the outcome", async () => {
  const login = await openLogin();
  const answer = await sendRaw(login.port, get(login.target, login.host));
  expect(headerOf(answer, "Location")).toMatch(/^\/done\//);
  const begin = performance.now();
  await login.listener.close();
  expect(performance.now() - begin).toBeLessThan(1000);
});

test("closing a login that nobody answered takes no time", async () => {
  const login = await openLogin();
  const begin = performance.now();
  await login.listener.close();
  expect(performance.now() - begin).toBeLessThan(300);
});

test("a redirect URI that leads elsewhere is refused", async () => {
  const { callback } = startLogin("https://localhost:8765/callback");
  await expect(openCallback(callback)).rejects.toThrow(TypeError);
});
