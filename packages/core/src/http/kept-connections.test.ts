import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterAll, expect, test } from "vitest";
import { createEffects } from "../effects.ts";
import { exchange } from "./exchange.ts";
import { type Connecting, createKeptConnections } from "./kept-connections.ts";
import { type HttpRequest, requestText } from "./request.ts";

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server that knows its connections; the handler is told how many requests came over the connection so far. */
async function serve(handle: Handler = (_, response) => response.end("{}")) {
  const counts = new Map<Socket, number>();
  const closed: Promise<unknown>[] = [];
  const server = createServer((request, response) => {
    const count = (counts.get(request.socket) ?? 0) + 1;
    counts.set(request.socket, count);
    handle(request, response, count);
  });
  server.on("connection", (socket) => {
    counts.set(socket, 0);
    closed.push(new Promise((resolve) => socket.once("close", resolve)));
  });
  // It closes none itself.
  server.keepAliveTimeout = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, counts: () => [...counts.values()], closed };
}

const get = { method: "GET", headers: {}, limitBytes: 1000 } as const;
const post = { ...get, method: "POST", body: "a=b" } as const;

/** Asks through one and the same client. */
function createAsk() {
  const effects = createEffects({ timeoutSeconds: 5 });
  return (url: string, request: Omit<HttpRequest, "url"> = get) => requestText(effects, { url, ...request });
}

test.concurrent("requests that may be repeated share a connection, one after the other", async () => {
  const { url, counts } = await serve();
  const ask = createAsk();
  await ask(url);
  await ask(url);
  await ask(url, { ...post, repeatable: true });
  expect(counts()).toEqual([3]);
});

test.concurrent("a request that must not be repeated has a connection of its own, which nobody else gets", async () => {
  const { url, counts } = await serve();
  const ask = createAsk();
  await ask(url);
  await ask(url, post);
  await ask(url, post);
  await ask(url);
  expect(counts()).toEqual([2, 1, 1]);
});

test.concurrent("requests at the same time have connections of their own, and later ones any of them", async () => {
  const { url, counts } = await serve();
  const ask = createAsk();
  await Promise.all(Array.from({ length: 3 }, () => ask(url)));
  await Promise.all(Array.from({ length: 3 }, () => ask(url)));
  expect(counts()).toEqual([2, 2, 2]);
});

test.concurrent("no server gets a connection of another, nor a client one of another", async () => {
  const [one, other] = [await serve(), await serve()];
  const ask = createAsk();
  await ask(one.url);
  await ask(other.url);
  await createAsk()(one.url);
  expect([one.counts(), other.counts()]).toEqual([[1, 1], [1]]);
});

test.concurrent("a connection that nobody uses is closed", async () => {
  const { url, closed } = await serve();
  await createAsk()(url);
  await Promise.all(closed);
});

test.concurrent("a connection that was opened while another became idle is closed, and that one used", async () => {
  const { url, counts } = await serve();
  const kept = createKeptConnections();
  const address = new URL(url);
  const send = async (connecting: Connecting) => {
    const { signal } = new AbortController();
    const { body } = await exchange(connecting, address, { ...get, signal, redirect: "manual" });
    for await (const _ of body ?? []);
  };
  const [first, second] = [connect(Number(address.port)), connect(Number(address.port))];
  await send(kept.keep(address, first));
  await new Promise(setImmediate);
  await send(kept.keep(address, second));
  expect(second.destroyed).toBe(true);
  expect(counts().toSorted()).toEqual([0, 2]);
});

test.concurrent("a connection that was closed just now is not taken for an idle one", async () => {
  const { url } = await serve();
  const kept = createKeptConnections();
  const address = new URL(url);
  const socket = connect(Number(address.port));
  const { signal } = new AbortController();
  const init = { ...get, signal, redirect: "manual" } as const;
  const { body } = await exchange(kept.keep(address, socket), address, init);
  for await (const _ of body ?? []);
  const idle = await kept.idle(address);
  expect(idle).toBeDefined();
  // Nobody has heard of it yet.
  socket.destroy();
  await expect(exchange(idle ?? {}, address, init)).rejects.toMatchObject({ details: { reason: "reset" } });
  socket.destroy();
  expect(await kept.idle(address)).toBeUndefined();
});

// Either of them may be the one that the agent would take next.
test.concurrent.each([0, 1])(
  "a connection opened while idle one %i was closed serves its own request, and is closed",
  async (closing) => {
    const { url, counts } = await serve();
    const kept = createKeptConnections();
    const address = new URL(url);
    const { signal } = new AbortController();
    const init = { ...get, signal, redirect: "manual" } as const;
    const read = async (socket: Socket) => {
      const { body } = await exchange(kept.keep(address, socket), address, init);
      for await (const _ of body ?? []);
    };
    const open = () => connect(Number(address.port));
    const idle = [open(), open()];
    await Promise.all(idle.map(read));
    await new Promise(setImmediate);
    // Nobody has heard of it yet.
    idle[closing]?.destroy();
    const opened = open();
    await Promise.all([read(opened), once(opened, "close")]);
    expect(counts()).toEqual([1, 1, 1]);
  },
);

test.concurrent("a server that wants a connection closed is heeded", async () => {
  const { url, counts } = await serve((_, response) => response.setHeader("connection", "close").end("{}"));
  const ask = createAsk();
  await ask(url);
  await ask(url);
  expect(counts()).toEqual([1, 1]);
});

test.concurrent("an answer that is not read to its end leaves no connection", async () => {
  const { url, counts } = await serve((_, response) => response.end("[".repeat(100_000)));
  const ask = createAsk();
  for (let count = 0; count < 2; count += 1)
    await expect(ask(url)).rejects.toMatchObject({ details: { reason: "too-large" } });
  expect(counts()).toEqual([1, 1]);
});

/** Closes a connection instead of a second answer over it. */
const closingSecond: Handler = ({ socket }, response, count) =>
  count === 2 ? socket.resetAndDestroy() : response.end("{}");

test.concurrent("a GET over a connection that the server closes just then is sent again over another", async () => {
  const { url, counts } = await serve(closingSecond);
  const ask = createAsk();
  await ask(url);
  expect(await ask(url)).toMatchObject({ status: 200 });
  expect(counts()).toEqual([2, 1]);
});

test.concurrent("any other request over such a connection is not: who sent it decides", async () => {
  const { url, counts } = await serve(closingSecond);
  const ask = createAsk();
  await ask(url);
  await expect(ask(url, { ...post, repeatable: true })).rejects.toMatchObject({
    code: "INSTANCE_UNREACHABLE",
    details: { reason: "reset", sent: true },
  });
  expect(counts()).toEqual([2]);
});

test.concurrent("a GET over a connection of its own that is closed is not sent again", async () => {
  const { url, counts } = await serve(({ socket }) => socket.resetAndDestroy());
  await expect(createAsk()(url)).rejects.toMatchObject({ details: { reason: "reset", sent: true } });
  expect(counts()).toEqual([1]);
});
