import { once } from "node:events";
import { createServer, type RequestListener, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createPlainServer, type Server } from "node:net";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { createEffects, type Effects, type Fetch } from "../effects.ts";
import { readJson } from "./json-answer.ts";
import { type HttpRequest, requestText } from "./request.ts";

const handlers: RequestListener[] = [];
const server = createServer((request, response) =>
  handlers[Number(request.url?.slice(1))]?.(request, response),
);
const host = `127.0.0.1:${await listen(server)}`;
const origin = `http://${host}`;
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function listen(listener: Server): Promise<number> {
  await once(listener.listen(0, "127.0.0.1"), "listening");
  return (listener.address() as AddressInfo).port;
}

/** An address that is answered by `handler`. */
function serve(handler: RequestListener): string {
  return `${origin}/${handlers.push(handler) - 1}`;
}

const json = (text: string | Buffer, headers: Record<string, string> = {}) =>
  serve((_, response) =>
    response.writeHead(200, { "content-type": "application/json", ...headers }).end(text),
  );

const limitBytes = 64 * 1024;
const effects: Effects = createEffects({ timeoutSeconds: 5 });
const short: Effects = { ...effects, timeoutSeconds: 0.2 };
const body = "grant_type=authorization_code&code=SECRET";

function ask(url: string, options: { effects?: Effects } & Partial<HttpRequest> = {}) {
  const request = { method: "POST" as const, headers: {}, body, limitBytes, ...options };
  return requestText(options.effects ?? effects, { ...request, url });
}

const unreachable = (details: object) => ({ code: "INSTANCE_UNREACHABLE", details: { host, ...details } });
const invalid = (details: object) => ({ code: "TOKEN_RESPONSE_INVALID", details: { host, ...details } });
const timedOut = unreachable({ reason: "timed-out", sent: true, seconds: 0.2 });

async function closedOrigin(): Promise<string> {
  const closing = createPlainServer();
  const port = await listen(closing);
  await new Promise((resolve) => closing.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** Writes 64 MB of blanks for as long as they are taken, and tells how many bytes that were. */
async function flood(response: ServerResponse): Promise<number> {
  let size = 0;
  const block = Buffer.alloc(64 * 1024, " ");
  await pipeline(async function* () {
    for (; size < 64 * 1024 * 1024; size += block.length) yield block;
  }, response).catch(() => {});
  return size;
}

test("an answer comes with its status, headers, text, time and host", async () => {
  const now = new Date("2026-11-23T20:00:00.000Z");
  const url = serve((_, response) =>
    response.writeHead(401, { "X-One": "1", "Set-Cookie": ["a=1", "b=2"] }).end("{}"),
  );
  const answer = await ask(url, { effects: { ...effects, now: () => now } });
  expect(answer).toMatchObject({ status: 401, text: "{}", receivedAt: now, host });
  expect([answer.header("X-ONE"), answer.header("set-cookie"), answer.header("x-two")]).toEqual([
    "1",
    "a=1, b=2",
    undefined,
  ]);
});

test("the time of an answer is when its head came, not its end", async () => {
  let headSent = 0;
  const url = serve(async (_, response) => {
    response.writeHead(200).flushHeaders();
    await pause(60);
    headSent = Date.now() - 30;
    response.end("{}");
  });
  expect((await ask(url)).receivedAt.getTime()).toBeLessThan(headSent);
});

test("a form is sent as it is, asks for no compression, and the connection ends with the answer", async () => {
  const seen = Promise.withResolvers<object>();
  const url = serve(async (request, response) => {
    const chunks = await request.toArray();
    seen.resolve({
      method: request.method,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    });
    response.end("{}");
    await once(request.socket, "close");
    closed.resolve(true);
  });
  const closed = Promise.withResolvers<boolean>();
  await ask(url, { headers: { "content-type": "application/x-www-form-urlencoded" }, body: "a=ü" });
  expect(await seen.promise).toEqual({
    method: "POST",
    body: "a=ü",
    headers: {
      "accept-encoding": "identity",
      connection: "close",
      "content-length": "4",
      "content-type": "application/x-www-form-urlencoded",
      host,
      "user-agent": "nowtoken",
    },
  });
  expect(await closed.promise).toBe(true);
});

test.concurrent("a server that never answers ends at the deadline, and its socket is destroyed (fault 20)", async () => {
  const closed = Promise.withResolvers<boolean>();
  const url = serve((request) => request.socket.on("close", () => closed.resolve(true)));
  await expect(ask(url, { effects: short })).rejects.toMatchObject(timedOut);
  expect(await closed.promise).toBe(true);
});

test.concurrent.each([
  ["plain", {}, Buffer.alloc(200, " ")],
  ["compressed", { "content-encoding": "gzip" }, gzipSync(Buffer.alloc(1000, "abcdefg"), { level: 0 })],
])(
  "a %s answer that drips ends at the deadline, and its socket is destroyed (fault 21)",
  async (_, headers, bytes) => {
    const closed = Promise.withResolvers<boolean>();
    const url = serve(async (_, response) => {
      response.on("close", () => closed.resolve(true)).writeHead(200, headers);
      for (const byte of bytes) {
        if (response.destroyed) return;
        response.write(Buffer.of(byte));
        await pause(20);
      }
    });
    await expect(ask(url, { effects: short })).rejects.toMatchObject(timedOut);
    expect(await closed.promise).toBe(true);
  },
);

test.concurrent("a drip that only the connection's end would end ends at the deadline, and is told so (fault 21)", async () => {
  const dripping = createPlainServer((socket) => {
    socket.on("error", () => {}).write("HTTP/1.1 200 OK\r\n\r\n");
    const drip = setInterval(() => socket.write(" "), 20);
    socket.on("close", () => clearInterval(drip));
  });
  const url = `http://127.0.0.1:${await listen(dripping)}`;
  const details = { reason: "timed-out", sent: true, seconds: 0.2 };
  await expect(ask(url, { effects: short })).rejects.toMatchObject({ code: "INSTANCE_UNREACHABLE", details });
  dripping.close();
});

test("a 64 MB answer stops at the limit, and its socket is destroyed (threat 58, fault 36)", async () => {
  const flooded = Promise.withResolvers<number>();
  const url = serve((_, response) =>
    flooded.resolve(flood(response.writeHead(200, { "content-type": "application/json" }))),
  );
  await expect(ask(url)).rejects.toMatchObject(invalid({ reason: "too-large", status: 200 }));
  // What the sockets' buffers took in between.
  expect(await flooded.promise).toBeLessThan(16 * 1024 * 1024);
});

test.each([
  ["gzip", gzipSync],
  ["br", (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ["zstd", zstdCompressSync],
])("a %s bomb stops at the limit (threat 58, fault 36)", async (coding, compress) => {
  const bomb = compress(Buffer.alloc(8 * 1024 * 1024, " "));
  expect(bomb.length).toBeLessThan(limitBytes);
  await expect(ask(json(bomb, { "content-encoding": coding }))).rejects.toMatchObject(
    invalid({ reason: "too-large", status: 200 }),
  );
});

test("an answer as long as the limit is read, one byte more is not", async () => {
  expect((await ask(json("x".repeat(limitBytes)))).text).toHaveLength(limitBytes);
  await expect(ask(json("x".repeat(limitBytes + 1)))).rejects.toMatchObject({
    details: { reason: "too-large" },
  });
});

test("of a page longer than the limit enough is kept to tell what it is", async () => {
  const url = json(`\ufeff\n<html>Your instance is hibernating${" ".repeat(2 * limitBytes)}`);
  const answer = await ask(url);
  expect(answer.text.length).toBeLessThanOrEqual(limitBytes);
  expect(() => readJson(answer)).toThrow(
    expect.objectContaining(invalid({ reason: "hibernating", status: 200 })),
  );
});

test.each([
  ["gzip", gzipSync],
  ["X-GZIP", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
  ["zstd", zstdCompressSync],
  ["identity", (text: string) => Buffer.from(text)],
])("an answer in %s is read, though none was asked for", async (coding, compress) => {
  const url = json(compress('{"a":1}'), { "content-encoding": coding });
  expect((await ask(url)).text).toBe('{"a":1}');
});

/** A whole zstd frame (RFC 8878 §3.1.1) around `{}` that wants a window of 2 to the power of `log` bytes. */
const zstdFrame = (log: number) =>
  Buffer.of(0x28, 0xb5, 0x2f, 0xfd, 0, (log - 10) << 3, 0x11, 0, 0, 0x7b, 0x7d);

test("a zstd answer may not claim more than 8 MB of memory (RFC 9659)", async () => {
  const headers = { "content-encoding": "zstd" };
  expect((await ask(json(zstdFrame(23), headers))).text).toBe("{}");
  await expect(ask(json(zstdFrame(27), headers))).rejects.toMatchObject(
    invalid({ reason: "cut", status: 200 }),
  );
});

test.each(["gzip, gzip", Array(1000).fill("gzip").join(", "), "compress", "constructor"])(
  "several or unknown content codings are refused unread, and the socket destroyed (threat 58)",
  async (coding) => {
    const closed = Promise.withResolvers<boolean>();
    const url = serve((request, response) => {
      request.socket.on("close", () => closed.resolve(true));
      response.writeHead(200, { "content-encoding": coding }).write("x");
    });
    await expect(ask(url)).rejects.toMatchObject(invalid({ reason: "not-json", status: 200 }));
    expect(await closed.promise).toBe(true);
  },
);

test("a connection reset before the answer may have spent the request (fault 23)", async () => {
  const url = serve((request) => request.socket.resetAndDestroy());
  await expect(ask(url)).rejects.toMatchObject(unreachable({ reason: "reset", sent: true }));
});

test("a connection closed before the answer may have spent the request (fault 23)", async () => {
  const url = serve((request) => request.socket.end());
  await expect(ask(url)).rejects.toMatchObject(unreachable({ reason: "reset", sent: true }));
});

test.each<[string, RequestListener]>([
  [
    "shorter than its length",
    (_, response) => response.socket?.end("HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{"),
  ],
  [
    "without its last chunk",
    (_, response) => response.socket?.end("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n"),
  ],
  [
    "reset in the middle",
    (_, response) => response.writeHead(200).write("{", () => response.socket?.resetAndDestroy()),
  ],
  [
    "compressed and cut",
    (_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("{}").subarray(0, 15)),
  ],
  [
    "compressed and damaged",
    (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end("not gzip"),
  ],
])("an answer %s is cut (fault 26)", async (_, handler) => {
  await expect(ask(serve(handler))).rejects.toMatchObject(invalid({ reason: "cut", status: 200 }));
});

test("an answer that is not HTTP is told", async () => {
  const url = serve((_, response) => response.socket?.end("SSH-2.0-practice\r\n"));
  await expect(ask(url)).rejects.toMatchObject(invalid({ reason: "not-json" }));
});

test("a closed port and an unknown name are told, and nothing was sent (fault 22)", async () => {
  const closed = await closedOrigin();
  await expect(ask(closed)).rejects.toMatchObject({
    details: { host: new URL(closed).host, reason: "refused", sent: false },
  });
  // Longer than a name's part may be: no name server is asked.
  const unknown = `${"x".repeat(64)}.example`;
  await expect(ask(`https://${unknown}/`)).rejects.toMatchObject({
    details: { host: unknown, reason: "name-not-found", sent: false },
  });
});

test.each([301, 302, 303, 307, 308])(
  "a %i to another host is not followed, and none of it shows (threats 54, 70; fault 35)",
  async (status) => {
    let arrived = 0;
    const elsewhere = createServer((_, response) => response.end(`${++arrived}`));
    const target = `127.0.0.1:${await listen(elsewhere)}`;
    const answer = await ask(
      serve((_, response) => response.writeHead(status, { location: `http://${target}/?code=SECRET` }).end()),
    );
    expect(() => readJson(answer)).toThrow(
      expect.objectContaining(invalid({ reason: "redirect", status, target })),
    );
    elsewhere.close();
    expect(arrived).toBe(0);
  },
);

test("a redirect to itself is asked once (fault 35)", async () => {
  let asked = 0;
  const url = serve((request, response) => {
    asked += 1;
    response.writeHead(307, { location: request.url }).end();
  });
  expect((await ask(url)).status).toBe(307);
  expect(asked).toBe(1);
});

test.each([
  "http://dev12345.service-now.com/",
  "http://127.0.0.1.elsewhere.example/",
  "ftp://localhost/",
  "file:///etc/passwd",
])("%s is refused before anything is sent (threat 55)", async (url) => {
  await expect(ask(url)).rejects.toMatchObject({
    code: "CONFIG_INVALID",
    details: { problems: [{ kind: "invalid" }] },
  });
});

test("a byte order mark is dropped and bad UTF-8 becomes replacement characters (threat 59)", async () => {
  expect((await ask(json("\ufeff{}"))).text).toBe("{}");
  expect((await ask(json(Buffer.from([0x22, 0xff, 0xc3, 0x22])))).text).toBe('"\ufffd\ufffd"');
});

test("no error shows what was sent or what came (threat 36)", async () => {
  const urls = [
    serve((request) => request.socket.destroy()),
    json("access_token=SECRET"),
    json("<html>SECRET</html>"),
    serve((_, response) => response.socket?.end("HTTP/1.1 200 SECRET\r\ncontent-length: 50\r\n\r\nSECRET")),
    serve((_, response) => response.socket?.end("SECRET")),
  ];
  for (const url of urls) {
    const answer = ask(url, { headers: { authorization: "Basic SECRET" } }).then(readJson);
    const error: Error = await answer.then(
      () => expect.fail("it was read"),
      (reason) => reason,
    );
    expect(error.name).toBe("AuthError");
    expect(`${JSON.stringify(error)} ${error.stack} ${String(error.cause)}`).not.toContain("SECRET");
  }
});

test("the caller's signal ends a request with its own reason, and destroys the socket", async () => {
  const closed = Promise.withResolvers<boolean>();
  const controller = new AbortController();
  const url = serve((request) => {
    request.socket.on("close", () => closed.resolve(true));
    controller.abort(new Error("interrupted"));
  });
  await expect(ask(url, { signal: controller.signal })).rejects.toThrow("interrupted");
  expect(await closed.promise).toBe(true);
  await expect(ask(url, { signal: controller.signal })).rejects.toThrow("interrupted");
});

test("a deadline longer than Node's timers go is kept", async () => {
  const url = serve((_, response) => pause(30).then(() => response.end("{}")));
  expect((await ask(url, { effects: { ...effects, timeoutSeconds: 1e9 } })).text).toBe("{}");
});

const released = Promise.withResolvers<boolean>();
async function* endless(): AsyncIterable<Uint8Array> {
  try {
    for (;;) {
      await pause(10);
      yield Buffer.from(" ");
    }
  } finally {
    released.resolve(true);
  }
}
const head = { status: 200, headers: { get: () => null } };

test.concurrent.each<[string, Fetch]>([
  ["never answers", () => new Promise(() => {})],
  ["never ends its body", () => ({ ...head, body: endless() })],
  ["fails late", () => pause(300).then(() => Promise.reject(new Error("late")))],
])("the deadline holds for a fetch that ignores its signal and %s", async (_, fetch) => {
  await expect(ask(origin, { effects: { ...short, fetch } })).rejects.toMatchObject(timedOut);
});

test("a body that goes on after the deadline is let go", async () => {
  expect(await released.promise).toBe(true);
});

test("the global fetch can stand in for ours", async () => {
  const others: Effects = { ...short, fetch };
  expect((await ask(json('{"a":1}'), { effects: others })).text).toBe('{"a":1}');
  await expect(
    ask(
      serve(() => {}),
      { effects: others },
    ),
  ).rejects.toMatchObject(timedOut);
  await expect(
    ask(
      serve((request) => request.socket.destroy()),
      { effects: others },
    ),
  ).rejects.toMatchObject(unreachable({ reason: "reset", sent: true }));
  await expect(ask(await closedOrigin(), { effects: others })).rejects.toMatchObject({
    details: { reason: "refused", sent: false },
  });
});
