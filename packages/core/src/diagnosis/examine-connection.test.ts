import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { afterAll, expect, test } from "vitest";
import { examineConnection, examineName } from "./examine-connection.ts";
import type { NetworkRoute } from "./network-route.ts";

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

async function listen(): Promise<number> {
  const server = createServer();
  servers.push(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return (server.address() as AddressInfo).port;
}

const routeTo = (host: string, port = 443): NetworkRoute => ({
  url: new URL(`https://${host.includes(":") ? `[${host}]` : host}:${port}`),
  proxy: undefined,
  host,
  port,
  seconds: 5,
  addresses: [],
});

test("a name has its addresses, of both families where it has both", async () => {
  const route = routeTo("localhost");
  expect(await examineName(route)).toMatchObject({
    status: "ok",
    message: expect.stringContaining("1 IPv4"),
  });
  expect(route.addresses).toContainEqual({ address: "127.0.0.1", family: 4 });
});

test.each([
  ["127.0.0.1", 4],
  ["::1", 6],
])("%s is its own address", async (address, family) => {
  const route = routeTo(address);
  expect(await examineName(route)).toMatchObject({ status: "ok" });
  expect(route.addresses).toEqual([{ address, family }]);
});

test("a name that nobody has is a failure (fault 22)", async () => {
  // RFC 6761 §6.4: no such name exists.
  expect(await examineName(routeTo("nowtoken.invalid"))).toMatchObject({
    status: "failed",
    code: "INSTANCE_UNREACHABLE",
    message: "The name nowtoken.invalid was not found.",
  });
});

test("one address that answers is enough, and the dead one is told (fault 41)", async () => {
  const port = await listen();
  const addresses = [
    { address: "127.0.0.1", family: 4 },
    { address: "::1", family: 6 },
  ];
  const { status, message, rows } = await examineConnection({ ...routeTo("localhost", port), addresses });
  expect(status).toBe("ok");
  expect(message).toContain("1 of 2 addresses do not answer");
  expect(rows).toEqual([
    ["IPv4", expect.stringMatching(/^127\.0\.0\.1: \d+ ms$/u)],
    ["IPv6", expect.stringMatching(/^::1: E/u)],
  ]);
});

test("nobody at any address is a failure, the proxy's where there is one (faults 22, 40)", async () => {
  const port = await listen();
  servers.pop()?.close();
  const addresses = [{ address: "127.0.0.1", family: 4 }];
  const route = { ...routeTo("127.0.0.1", port), addresses };
  expect(await examineConnection(route)).toMatchObject({
    status: "failed",
    message: `127.0.0.1:${port} refused the connection.`,
  });
  const proxied = { ...route, url: new URL("https://dev12345.service-now.com"), proxy: route.url };
  expect(await examineConnection(proxied)).toMatchObject({
    status: "failed",
    message: `The proxy 127.0.0.1:${port} did not let us through to dev12345.service-now.com.`,
  });
});

test("silence ends with the deadline, and sooner when the person ends it", async () => {
  // TEST-NET-1 (RFC 5737): packets to it go nowhere, or are refused at once.
  const addresses = [{ address: "192.0.2.1", family: 4 }];
  const route = { ...routeTo("192.0.2.1"), addresses, seconds: 0.2 };
  expect(await examineConnection(route)).toMatchObject({ status: "failed", code: "INSTANCE_UNREACHABLE" });
  const reason = new Error("enough");
  await expect(examineConnection({ ...route, seconds: 60 }, AbortSignal.abort(reason))).rejects.toBe(reason);
});
