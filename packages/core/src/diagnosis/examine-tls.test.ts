import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer as createProxy } from "node:http";
import { type AddressInfo, connect, createServer as createPlainServer, type Server } from "node:net";
import { createServer, type TlsOptions } from "node:tls";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { examineTls } from "./examine-tls.ts";
import type { NetworkRoute } from "./network-route.ts";

const certificates = new URL("../../test-fixtures/certificates/", import.meta.url);
const pem = (name: string) => readFileSync(new URL(`${name}.pem`, certificates));
const caFile = fileURLToPath(new URL("authority.pem", certificates));
const key = readFileSync(new URL("server.key", certificates));
const now = new Date();

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return (server.address() as AddressInfo).port;
}

async function secureServer(certificate: string, options: TlsOptions = {}): Promise<number> {
  const server = createServer({ key, cert: pem(certificate), ...options }, (socket) => socket.end());
  server.on("connection", (socket) => socket.on("error", () => undefined));
  return listen(server);
}

function examine(port: number, changes: Partial<NetworkRoute> = {}, moment = now) {
  const url = new URL(`https://localhost:${port}`);
  const route = { url, proxy: undefined, host: "localhost", port, seconds: 5, addresses: [], ...changes };
  return examineTls(route, { caFile, now: moment, signal: undefined });
}

test("a good certificate: protocol, days and issuer are told", async () => {
  const { status, message, facts } = await examine(await secureServer("valid"));
  expect(status).toBe("ok");
  expect(message).toMatch(/^TLSv1\.3, .* issued by Practice Authority, nowtoken tests: no public authority/u);
  expect(facts).toMatchObject({ isPublic: false, protocol: "TLSv1.3" });
});

test("one that ends within two weeks is warned of", async () => {
  const port = await secureServer("valid");
  const { facts } = await examine(port);
  const end = Date.parse(String(facts?.["validTo"]));
  const week = 7 * 86_400_000;
  expect(await examine(port, {}, new Date(end - week))).toMatchObject({ status: "warning" });
  expect(await examine(port, {}, new Date(end - 3 * week))).toMatchObject({ status: "ok" });
});

test.each([
  ["expired", "has expired (issued by Practice Authority, nowtoken tests)"],
  ["not-yet-valid", "is not valid yet (issued by Practice Authority, nowtoken tests)"],
  ["wrong-host", "is for another host (issued by Practice Authority, nowtoken tests)"],
  ["self-signed", "is self-signed (issued by localhost)"],
])("a certificate that is %s fails in its own words, its issuer named (fault 39)", async (name, words) => {
  const { status, code, message } = await examine(await secureServer(name));
  expect([status, code]).toEqual(["failed", "INSTANCE_UNREACHABLE"]);
  expect(message).toContain(words);
});

test("TLS 1.0 alone, and no TLS at all, are told apart (fault 39)", async () => {
  const old = { minVersion: "TLSv1", maxVersion: "TLSv1", ciphers: "ALL@SECLEVEL=0" } as const;
  expect((await examine(await secureServer("valid", old))).message).toContain("no TLS version that is safe");
  const plain = createPlainServer((socket) => {
    socket.on("error", () => undefined).end("HTTP/1.1 400 Bad Request\r\n\r\n");
  });
  expect((await examine(await listen(plain))).message).toContain("does not speak TLS");
});

/** A proxy that leads every name to one port of this machine, or refuses. */
async function startProxy(port: number, refusal?: number): Promise<URL> {
  const proxy = createProxy().on("connect", (_, socket) => {
    if (refusal !== undefined) return void socket.end(`HTTP/1.1 ${refusal} No\r\ncontent-length: 0\r\n\r\n`);
    const upstream = connect(port, "127.0.0.1", () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
    socket.on("error", () => upstream.destroy());
    upstream.on("error", () => socket.destroy()).pipe(socket);
    socket.pipe(upstream);
  });
  return new URL(`http://127.0.0.1:${await listen(proxy)}`);
}

const instance = new URL("https://dev12345.service-now.com");

test("a company's inspection shows: an instance whose certificate is of no public authority", async () => {
  const proxy = await startProxy(await secureServer("valid"));
  const { status, message, notes } = await examine(0, { url: instance, proxy });
  expect(status).toBe("warning");
  expect(message).toContain("issued by Practice Authority");
  expect(notes?.join()).toContain("inspects the traffic");
});

test("a proxy that wants a password, or refuses, is what is told (fault 40)", async () => {
  const proxy = await startProxy(0, 407);
  const { message, fix } = await examine(0, { url: instance, proxy });
  expect(message).toBe(`The proxy ${proxy.host} did not let us through to ${instance.host} (status 407).`);
  expect(fix).toEqual(["The proxy wants a user name and password: put them into HTTPS_PROXY."]);
});

test("a handshake that hangs ends with the deadline, in seconds", async () => {
  const port = await listen(createPlainServer((socket) => socket.on("error", () => undefined)));
  const { message } = await examine(port, { seconds: 0.2 });
  expect(message).toBe(`localhost:${port} did not answer in full within 0.2 seconds.`);
});
