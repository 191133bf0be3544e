import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { headerOf, type OpenLogin, openLogin, statusOf } from "../../test/fixtures/open-login.ts";
import { get, sendRaw } from "../../test/fixtures/raw-request.ts";

let login: OpenLogin;

beforeAll(async () => {
  login = await openLogin();
});
beforeEach(() => login.begin());
afterAll(() => login.listener.close());

const send = (request: string) => sendRaw(login.port, request);

/** The redirect with another path. */
const toPath = (path: string) => send(get(login.target.replace("/callback", path), login.host));

describe("a Host header", () => {
  const withHost = (lines: readonly string[]) =>
    send([`GET ${login.target} HTTP/1.1`, ...lines, "Connection: close", "", ""].join("\r\n"));

  const refused: [string, () => readonly string[]][] = [
    ["of another site", () => ["Host: evil.example"]],
    ["of a name below localhost", () => [`Host: evil.${login.host}`]],
    ["that begins like localhost", () => [`Host: localhost.evil.example:${login.port}`]],
    ["that begins like our address", () => [`Host: 127.0.0.1.evil.example:${login.port}`]],
    ["with another port", () => [`Host: localhost:${login.port + 1}`]],
    ["without the port", () => ["Host: localhost"]],
    ["in capitals", () => [`Host: LOCALHOST:${login.port}`]],
    ["with a zero before the port", () => [`Host: localhost:0${login.port}`]],
    ["that is empty", () => ["Host:"]],
    ["that is missing", () => []],
    ["twice, ours first", () => [`Host: ${login.host}`, "Host: evil.example"]],
    ["twice, ours last", () => ["Host: evil.example", `Host: ${login.host}`]],
    ["twice, both ours", () => [`Host: ${login.host}`, `Host: ${login.host}`]],
  ];
  test.each(refused)("%s is refused", async (_, lines) => {
    expect(statusOf(await withHost(lines()))).toBe(403);
    expect(login.current.attempt.status).toBe("waiting");
  });

  const malformed: [string, () => string][] = [
    ["with user information", () => `x@${login.host}`],
    ["with more than a port", () => `${login.host}.evil.example`],
  ];
  test.each(malformed)("%s is malformed", async (_, host) => {
    expect(statusOf(await withHost([`Host: ${host()}`]))).toBe(400);
    expect(login.current.attempt.status).toBe("waiting");
  });

  test("missing in HTTP/1.0 is refused", async () => {
    expect(statusOf(await send(`GET ${login.target} HTTP/1.0\r\n\r\n`))).toBe(403);
    expect(login.current.attempt.status).toBe("waiting");
  });

  const elsewhere: [string, () => string][] = [
    ["of another site", () => "http://evil.example"],
    ["of our own", () => `http://${login.host}`],
  ];
  test.each(elsewhere)("of ours does not help a request line with an address %s", async (_, origin) => {
    expect(statusOf(await send(get(origin() + login.target, login.host)))).toBe(403);
    expect(login.current.attempt.status).toBe("waiting");
  });

  test.each(["localhost", "127.0.0.1", "[::1]"])("%s with our port is ours", async (name) => {
    expect(statusOf(await send(get(login.target, `${name}:${login.port}`)))).toBe(303);
  });
});

describe("a path that is not the redirect URI's byte for byte is not found:", () => {
  test.each([
    "//callback",
    "/%63allback",
    "/callback/",
    "/callback%00",
    "/callback%20",
    "/callback%2f",
    "/callback;x",
    "/Callback",
    "/./callback",
    "/x/../callback",
    "/x/%2e%2e/callback",
    "/callback/..%5c..%5c",
    "/..%5c..%5ccallback",
    "/done/../callback",
  ])("%s", async (path) => {
    expect(statusOf(await toPath(path))).toBe(404);
    expect(login.current.attempt.status).toBe("waiting");
  });

  test("one with backslashes is malformed", async () => {
    expect(statusOf(await toPath("/..\\..\\callback"))).toBe(400);
    expect(login.current.attempt.status).toBe("waiting");
  });
});

describe("does not settle the login, which then succeeds once:", () => {
  const succeeds = async () => {
    expect(login.current.attempt.status).toBe("waiting");
    expect(await login.finish()).toContain("Abel Tuter");
    expect(login.current.exchanges).toBe(1);
  };

  test.each(["HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "QUERY"])("%s", async (method) => {
    const answer = await send(get(login.target, login.host).replace("GET", method));
    expect(statusOf(answer)).toBe(405);
    expect(headerOf(answer, "Allow")).toBe("GET");
    await succeeds();
  });

  test.each([
    "Sec-Purpose: prefetch",
    "Sec-Purpose: prefetch;prerender",
    "Purpose: prefetch",
    "X-Purpose: preview",
    "X-Moz: prefetch",
  ])("%s", async (header) => {
    expect(statusOf(await send(get(login.target, login.host, [header])))).toBe(204);
    await succeeds();
  });

  test.each([
    ["a body", "Content-Length: 5", "hello"],
    ["a body in chunks", "Transfer-Encoding: chunked", "5\r\nhello\r\n0\r\n\r\n"],
    ["a body that never comes", "Content-Length: 1000000", ""],
  ])("%s", async (_, header, body) => {
    expect(statusOf(await send(get(login.target, login.host, [header]) + body))).toBe(413);
    await succeeds();
  });

  test.each([
    ["/favicon.ico", 204],
    ["/robots.txt", 200],
    ["/", 404],
    ["/.well-known/appspecific/com.chrome.devtools.json", 404],
  ])("%s", async (path, status) => {
    expect(statusOf(await send(get(path, login.host)))).toBe(status);
    expect(login.current.refused).toHaveLength(0);
    await succeeds();
  });
});
