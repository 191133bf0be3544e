import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { findFreePort } from "@nowtoken/contract";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { get, sendRaw } from "../../test/fixtures/raw-request.ts";
import { bindAll } from "./bind.ts";
import { type Listener, listen } from "./listen.ts";

const { fetch } = new Hono().get("/", (context) => context.text("hello"));

const addressesOf = ({ addresses }: Listener) => addresses.map(({ address }) => address);
const portOf = ({ addresses }: Listener) => addresses[0]?.port ?? 0;

describe("binds", () => {
  test.each([
    ["localhost", ["127.0.0.1", "::1"]],
    ["127.0.0.1", ["127.0.0.1"]],
    ["[::1]", ["::1"]],
  ])("%s on its own addresses alone", async (hostname, expected) => {
    const port = await findFreePort();
    const listener = await listen({ hostname, port, fetch });
    expect(addressesOf(listener)).toEqual(expected);
    expect(listener.addresses.every((address) => address.port === port)).toBe(true);
    for (const host of expected) expect(await sendRaw(port, get("/", "x"), host)).toContain("hello");
    await listener.close();
  });

  test("a free port where none is asked for", async () => {
    const listener = await listen({ hostname: "127.0.0.1", port: 0, fetch });
    expect(portOf(listener)).toBeGreaterThan(1023);
    await listener.close();
  });

  test("the other address when this machine does not have one of them", async () => {
    // TEST-NET-1 (RFC 5737) is no machine's address: the system answers as it does where IPv6 is off.
    const addresses = ["192.0.2.1", "127.0.0.1"];
    const [server, ...more] = await bindAll({ addresses, port: 0, createServer });
    expect(server?.address()).toMatchObject({ address: "127.0.0.1" });
    expect(more).toEqual([]);
    server?.close();
  });

  test("nothing when this machine has none of them", async () => {
    await expect(bindAll({ addresses: ["192.0.2.1"], port: 1, createServer })).rejects.toMatchObject({
      code: "PORT_UNAVAILABLE",
      details: { host: "192.0.2.1", port: 1, systemCode: "EADDRNOTAVAIL" },
    });
  });
});

describe("a port that another program holds", () => {
  test.each(["127.0.0.1", "::1"])("on %s alone is refused, and the other address let go", async (host) => {
    const other = createServer().listen(0, host);
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    await expect(listen({ hostname: "localhost", port, fetch })).rejects.toMatchObject({
      code: "PORT_UNAVAILABLE",
      details: { host, port, systemCode: "EADDRINUSE" },
    });
    const free = createServer().listen(port, host === "::1" ? "127.0.0.1" : "::1");
    await once(free, "listening");
    free.close();
    other.close();
  });
});

describe("a client that takes its time", () => {
  let listener: Listener;
  beforeAll(async () => {
    listener = await listen({
      hostname: "127.0.0.1",
      port: 0,
      fetch,
      limits: { headMs: 100 },
    });
  });
  afterAll(() => listener.close());

  const dial = (): Socket => connect(portOf(listener), "127.0.0.1").on("error", () => undefined);
  /** What came until the connection was gone; a reset may have swallowed it. */
  const readToEnd = async (socket: Socket): Promise<string> => {
    let read = "";
    socket.setEncoding("latin1").on("data", (text) => {
      read += text;
    });
    await new Promise((resolve) => socket.once("close", resolve));
    return read;
  };

  test("over its request's head is cut off", async () => {
    const socket = dial();
    const head = get("/", "x");
    let sent = 0;
    const drip = setInterval(() => socket.write(head.charAt(sent++)), 10);
    expect(await readToEnd(socket)).toMatch(/^(?:HTTP\/1\.1 408 [\s\S]*)?$/);
    clearInterval(drip);
    expect(sent).toBeLessThan(head.length);
  });

  test("before it sends anything is cut off", async () => {
    expect(await readToEnd(dial())).toMatch(/^(?:HTTP\/1\.1 408 [\s\S]*)?$/);
  });
});

test("500 connections at once are no more than the limit, and once they are gone others come in", async () => {
  const listener = await listen({ hostname: "127.0.0.1", port: 0, fetch, limits: { connections: 8 } });
  let [connected, closed] = [0, 0];
  const sockets = Array.from({ length: 500 }, () =>
    connect(portOf(listener), "127.0.0.1")
      .on("connect", () => {
        connected += 1;
      })
      .on("close", () => {
        closed += 1;
      })
      .on("error", () => undefined)
      .resume(),
  );
  await vi.waitFor(() => expect([connected, closed]).toEqual([500, 492]), { interval: 5 });
  for (const socket of sockets) socket.destroy();
  await vi.waitFor(async () => expect(await sendRaw(portOf(listener), get("/", "x"))).toContain("hello"), {
    interval: 5,
  });
  await listener.close();
});

describe("too much is refused:", () => {
  let listener: Listener;
  beforeAll(async () => {
    listener = await listen({ hostname: "127.0.0.1", port: 0, fetch });
  });
  afterAll(() => listener.close());

  test.each([
    ["a target of 1 MB", () => get(`/?code=${"x".repeat(1024 * 1024)}`, "x")],
    [
      "10,000 headers",
      () =>
        get(
          "/",
          "x",
          Array.from({ length: 10_000 }, (_, index) => `x-${index}: y`),
        ),
    ],
    ["one header of 20 kB", () => get("/", "x", [`x: ${"y".repeat(20_000)}`])],
  ])("%s", async (_, request) => {
    // The connection may be gone before the answer could be read.
    const answer = await sendRaw(portOf(listener), request()).catch(() => "cut off");
    expect(answer).toMatch(/^HTTP\/1\.1 431 |^cut off$/);
  });
});

describe("closing", () => {
  test("does not wait for connections that are kept alive, or that never asked anything", async () => {
    const listener = await listen({ hostname: "127.0.0.1", port: 0, fetch });
    const kept = connect(portOf(listener), "127.0.0.1");
    kept.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    await once(kept, "data");
    const silent = connect(portOf(listener), "127.0.0.1");
    await once(silent, "connect");
    const gone = Promise.all([once(kept, "close"), once(silent.resume(), "close")]);
    const begin = performance.now();
    await listener.close();
    expect(performance.now() - begin).toBeLessThan(1000);
    await gone;
    await expect(sendRaw(portOf(listener), get("/", "x"))).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  test("lets an answer that is under way go out", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const app = new Hono().get("/", async (context) => {
      await promise;
      return context.text("at last");
    });
    const listener = await listen({ hostname: "127.0.0.1", port: 0, fetch: app.fetch });
    const answer = sendRaw(portOf(listener), get("/", "x"));
    await new Promise((pass) => setTimeout(pass, 20));
    const closed = listener.close();
    resolve();
    expect(await answer).toContain("at last");
    await closed;
  });

  test("does not wait for an answer that never comes", async () => {
    const app = new Hono().get("/", () => new Promise<Response>(() => undefined));
    const limits = { closeMs: 50 };
    const listener = await listen({ hostname: "127.0.0.1", port: 0, fetch: app.fetch, limits });
    const answer = sendRaw(portOf(listener), get("/", "x")).catch(() => "cut off");
    await new Promise((pass) => setTimeout(pass, 20));
    const begin = performance.now();
    await listener.close();
    expect(performance.now() - begin).toBeLessThan(1000);
    expect(await answer).not.toContain("HTTP");
  });
});
