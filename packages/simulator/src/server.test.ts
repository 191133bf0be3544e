import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { exchange, logIn, logInForCode } from "../test/practice-login.ts";
import { type Fault, startPracticeInstance } from "./index.ts";

const server = await startPracticeInstance();
const { instance, origin } = server;
beforeEach(() => instance.reset());
afterAll(() => server.close());

const path = "/oauth_redirect.do";
const strike = (fault: Fault, init: RequestInit = {}) => {
  instance.behaviour.fault = { ...fault, endpoint: path };
  return fetch(origin + path, init);
};

test("listens on loopback under its own origin, with its redirect URL", () => {
  expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(instance.origin).toBe(origin);
  expect(instance.client.redirectUris).toEqual([`${origin}/oauth_redirect.do`]);
});

test("a person logs in over the socket", async () => {
  const redirect = await logIn(instance, {}, { fetch });
  expect(redirect.origin + redirect.pathname).toBe(`${origin}/oauth_redirect.do`);
  expect((await exchange(instance, redirect.searchParams.get("code") ?? "")).status).toBe(200);
});

test("several run at once and know nothing of each other", async () => {
  const other = await startPracticeInstance({ hostname: "localhost" });
  const code = await logInForCode(instance);
  expect(other.origin).toMatch(/^http:\/\/localhost:\d+$/);
  expect((await fetch(`${other.origin}/login.do`)).status).toBe(200);
  expect((await exchange(other.instance, code)).status).toBe(401);
  await other.close();
});

test("a port that is taken is refused with Node's own error", async () => {
  const port = Number(new URL(origin).port);
  await expect(startPracticeInstance({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});

describe("on the socket", () => {
  test("a hanging connection stays open without a byte", async () => {
    instance.behaviour.fault = { kind: "hang", endpoint: path };
    const socket = connect(Number(new URL(origin).port), "127.0.0.1");
    socket.write(`GET ${path} HTTP/1.1\r\nHost: practice\r\n\r\n`);
    const happened = [once(socket, "data"), once(socket, "close"), delay(50, "nothing")];
    expect(await Promise.race(happened)).toBe("nothing");
    expect(socket.readyState).toBe("open");
    socket.destroy();
  });

  test("a dripping answer comes in many pieces", async () => {
    const response = await strike({ kind: "drip", milliseconds: 0 });
    const pieces: number[] = [];
    for await (const chunk of response.body ?? []) {
      pieces.push(chunk.length);
      if (pieces.length === 10) break;
    }
    expect(Math.min(...pieces)).toBeLessThan(10);
  });

  test("a reset is a reset", async () => {
    await expect(strike({ kind: "reset" })).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
  });

  test("a truncated answer announces more than comes", async () => {
    const response = await strike({ kind: "truncated" });
    expect(response.status).toBe(200);
    expect(Number(response.headers.get("content-length"))).toBeGreaterThan(1_000);
    await expect(response.text()).rejects.toThrow("terminated");
  });

  test("a lost answer closes the connection after acting", async () => {
    const code = await logInForCode(instance);
    instance.behaviour.fault = { kind: "answer-lost" };
    await expect(exchange({ ...instance, request: fetch }, code)).rejects.toThrow("fetch failed");
    expect(instance.log().at(-1)).toMatchObject({ path: "/oauth_token.do", status: undefined });
    instance.behaviour.fault = undefined;
    expect((await exchange(instance, code)).status).toBe(401);
  });

  test("a bomb is small on the wire", async () => {
    instance.behaviour.fault = { kind: "bomb", endpoint: path };
    const socket = connect(Number(new URL(origin).port), "127.0.0.1");
    socket.write(`GET ${path} HTTP/1.1\r\nHost: practice\r\nConnection: close\r\n\r\n`);
    let length = 0;
    for await (const chunk of socket) length += chunk.length;
    expect(length).toBeGreaterThan(250_000);
    expect(length).toBeLessThan(300_000);
  });
});

test("closing ends at once what still hangs", async () => {
  const closing = await startPracticeInstance({ behaviour: { fault: { kind: "hang", endpoint: "every" } } });
  const hanging = fetch(closing.origin);
  const ended = expect(hanging).rejects.toThrow("fetch failed");
  while (closing.instance.log().length === 0) await new Promise(setImmediate);
  await closing.close();
  await ended;
  await closing.close();
});
