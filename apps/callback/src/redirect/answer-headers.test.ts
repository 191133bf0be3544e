import { afterAll, beforeAll, expect, test } from "vitest";
import { headerOf, type OpenLogin, openLogin } from "../../test/fixtures/open-login.ts";
import { get, sendRaw } from "../../test/fixtures/raw-request.ts";

let login: OpenLogin;
const answers = new Map<string, string>();

/** Answers of every kind. */
beforeAll(async () => {
  login = await openLogin();
  const { host, port, target } = login;
  const requests: Record<string, string> = {
    "a refused redirect": get("/callback?code=x&state=bad", host),
    "an unknown path": get("/nothing", host),
    "a foreign host": get(target, "evil.example"),
    "another method": get(target, host).replace("GET", "POST"),
    "a body": get(target, host, ["Content-Length: 1"]),
    "a prefetch": get(target, host, ["Sec-Purpose: prefetch"]),
    "favicon.ico": get("/favicon.ico", host),
    "robots.txt": get("/robots.txt", host),
    "a malformed target": get("*", host),
    "another origin": get(target, host, ["Origin: https://evil.example"]),
    "another origin's preflight": get(target, host, ["Origin: https://evil.example"]).replace(
      "GET",
      "OPTIONS",
    ),
  };
  for (const [name, request] of Object.entries(requests)) answers.set(name, await sendRaw(port, request));
  answers.set("the redirect", await sendRaw(port, get(target, host)));
  answers.set("the outcome", await login.finish());
});
afterAll(() => login.listener.close());

const everyAnswer = (name: string, value: RegExp) => {
  for (const [kind, answer] of answers) expect(headerOf(answer, name), kind).toMatch(value);
};

test("no answer is cached", () => everyAnswer("Cache-Control", /^no-store$/));
test("no answer may load anything that is not allowed by name", () =>
  everyAnswer("Content-Security-Policy", /^default-src 'none';/));
test("no answer may send a form", () => everyAnswer("Content-Security-Policy", /form-action 'none'/));
test("no answer may change what addresses are relative to", () =>
  everyAnswer("Content-Security-Policy", /base-uri 'none'/));
test("no answer may be framed", () => everyAnswer("Content-Security-Policy", /frame-ancestors 'none'/));
test("no answer may be framed by an old browser", () => everyAnswer("X-Frame-Options", /^DENY$/));
test("no answer is taken for another type", () => everyAnswer("X-Content-Type-Options", /^nosniff$/));
test("no answer lets a browser tell where it came from", () =>
  everyAnswer("Referrer-Policy", /^no-referrer$/));
test("no answer shares its window with its opener", () =>
  everyAnswer("Cross-Origin-Opener-Policy", /^same-origin$/));
test("no answer may be loaded by another origin", () =>
  everyAnswer("Cross-Origin-Resource-Policy", /^same-origin$/));

test("no answer can be read by another origin", () => {
  for (const answer of answers.values()) expect(answer).not.toMatch(/^access-control-/imu);
});

test("no answer asks for https, which would bind every other program on localhost", () => {
  for (const answer of answers.values())
    expect(headerOf(answer, "Strict-Transport-Security")).toBeUndefined();
});

test("a page says its type and charset", () => {
  expect(headerOf(answers.get("the outcome") ?? "", "Content-Type")).toMatch(/^text\/html; charset=UTF-8$/);
});

test("the stylesheet in the page is the one that is allowed", async () => {
  const page = answers.get("the outcome") ?? "";
  const style = /<style>(.*)<\/style>/su.exec(page)?.[1] ?? "";
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style));
  const allowed = `style-src 'sha256-${Buffer.from(digest).toString("base64")}'`;
  expect(headerOf(page, "Content-Security-Policy")).toContain(allowed);
});
