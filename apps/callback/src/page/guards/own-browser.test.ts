import { afterAll, describe, expect, test } from "vitest";
import { headerOf, statusOf } from "../../../test/fixtures/open-login.ts";
import { pageOptions, visitPage } from "../../../test/fixtures/page-visitor.ts";
import { get, sendRaw } from "../../../test/fixtures/raw-request.ts";
import { openPage } from "../open-page.ts";

const page = await openPage(pageOptions());
afterAll(() => page.close());

const { host, port: portText } = new URL(page.address);
const port = Number(portText);
const admitted = await fetch(page.address, { redirect: "manual" });
const cookie = `Cookie: ${admitted.headers.get("set-cookie")?.split(";")[0]}`;
const send = (request: string) => sendRaw(port, request);
const withHost = (lines: readonly string[], target = "/") =>
  send([`GET ${target} HTTP/1.1`, ...lines, cookie, "Connection: close", "", ""].join("\r\n"));

test("the page is served on its own address", async () => {
  expect(statusOf(await send(get("/", host, [cookie])))).toBe(200);
});

describe("a Host header", () => {
  const refused: [string, readonly string[]][] = [
    ["of another site", ["Host: evil.example"]],
    ["of a name below localhost", [`Host: evil.localhost:${port}`]],
    ["that begins like ours", [`Host: 127.0.0.1.evil.example:${port}`]],
    ["that ends like ours", [`Host: evil-127.0.0.1:${port}`]],
    ["with another port", [`Host: 127.0.0.1:${port + 1}`]],
    ["without the port", ["Host: 127.0.0.1"]],
    ["with another name of this machine", [`Host: localhost:${port}`]],
    ["that is missing", []],
    ["twice", [`Host: ${host}`, "Host: evil.example"]],
  ];
  test.each(refused)("%s is refused", async (_, lines) => {
    expect(statusOf(await withHost(lines))).toBe(403);
  });

  test("is not made good by a request for our address in full, nor the other way round", async () => {
    expect(statusOf(await withHost([`Host: ${host}`], "http://evil.example/"))).toBe(403);
    expect(statusOf(await withHost(["Host: evil.example"], `http://${host}/`))).not.toBe(200);
  });
});

describe("a path", () => {
  const tricks = [
    "//",
    "/authorise/",
    "//tokens",
    "/%74okens",
    "/tokens%00",
    "/x/../tokens",
    "/./tokens",
    "/..%5c..%5ctokens",
    "/page.css/../../package.json",
    "/TOKENS",
    "/tokens;x",
  ];
  test.each(tricks)("%s is not one of ours", async (path) => {
    expect([400, 404]).toContain(statusOf(await send(get(path, host, [cookie]))));
  });
});

test.each(["HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"])(
  "the method %s is refused",
  async (method) => {
    const answer = await send(get("/", host, [cookie]).replace("GET", method));
    expect(statusOf(answer)).toBe(405);
    expect(headerOf(answer, "Allow")).toBe("GET, POST");
  },
);

describe("another site's page", async () => {
  const visitor = await visitPage();
  const asked = (headers: Record<string, string>) => visitor.get("/page.js", headers);

  test.each(["cross-site", "same-site", "unheard-of"])("(%s) cannot load anything of ours", async (site) => {
    expect((await asked({ "sec-fetch-site": site, "sec-fetch-mode": "no-cors" })).status).toBe(403);
    const frame = { "sec-fetch-site": site, "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" };
    expect((await asked(frame)).status).toBe(403);
  });

  test("may link here", async () => {
    const link = {
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "navigate",
      "sec-fetch-dest": "document",
    };
    expect((await visitor.get("/", link)).status).toBe(200);
  });
});

test("a page of ours loads what it needs", async () => {
  const visitor = await visitPage();
  const own = { "sec-fetch-site": "same-origin", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script" };
  expect((await visitor.get("/page.js", own)).status).toBe(200);
});

test("a body that is larger than it says it may be is refused over a socket too", async () => {
  const head = [
    "POST /check HTTP/1.1",
    `Host: ${host}`,
    `Origin: http://${host}`,
    cookie,
    "Content-Type: application/x-www-form-urlencoded",
    "Transfer-Encoding: chunked",
    "Connection: close",
  ];
  const chunk = `${(70_000).toString(16)}\r\n${"a".repeat(70_000)}\r\n0\r\n\r\n`;
  expect(statusOf(await send([...head, "", chunk].join("\r\n")))).toBe(413);
});
