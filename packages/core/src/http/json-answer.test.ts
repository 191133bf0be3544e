import { expect, test } from "vitest";
import { readJson } from "./json-answer.ts";
import type { HttpAnswer } from "./request.ts";

const host = "dev12345.service-now.com";
const receivedAt = new Date("2026-11-23T20:00:00.000Z");
const html = (body: string) => `\n<!DOCTYPE html><html><body>${body}</body></html>`;

function answer(status: number, text: string, headers: Record<string, string> = {}): HttpAnswer {
  const all: Record<string, string> = { "content-type": "application/json", ...headers };
  return { status, text, header: (name) => all[name], receivedAt, host };
}

function fault(...of: Parameters<typeof answer>): unknown {
  try {
    return readJson(answer(...of));
  } catch (error) {
    expect(error).toMatchObject({ code: "TOKEN_RESPONSE_INVALID", details: { host, status: of[0] } });
    return (error as { details: unknown }).details;
  }
}

test.each([200, 400, 401, 403, 429])("JSON with status %i is the caller's to judge", (status) => {
  expect(readJson(answer(status, '{"error":"invalid_grant"}'))).toEqual({ error: "invalid_grant" });
});

test.each(["application/json;charset=UTF-8", "application/problem+json", "text/html", "text/plain", ""])(
  "an object is read whatever its content type: %s",
  (type) => {
    expect(readJson(answer(200, ' {"a":1}\n', { "content-type": type }))).toEqual({ a: 1 });
  },
);

test("anything but an object or array is JSON only by its content type", () => {
  expect(readJson(answer(200, "null"))).toBeNull();
  expect(readJson(answer(200, '"x"'))).toBe("x");
  expect(fault(200, "12345", { "content-type": "text/plain" })).toMatchObject({ reason: "not-json" });
});

test.each([
  ["Your instance is hibernating", 200],
  ["<title>Instance Hibernating page</title>", 200],
  ["Your instance is hibernating", 503],
])("a sleeping instance is told: %s, %i (fault 27)", (text, status) => {
  expect(fault(status, html(text))).toMatchObject({ reason: "hibernating" });
});

test.each([
  '<form action="login.do">',
  '<a href="/login_with_sso.do?glide_sso_id=x">',
  '<input id="user_password">',
  '<input type="hidden" name="SAMLRequest" value="x">',
  "<input name=SAMLResponse>",
  '<input type="password">',
])("a login page is told: %s (fault 27)", (body) => {
  expect(fault(200, html(body), { "content-type": "text/html" })).toMatchObject({ reason: "login-page" });
});

test.each([200, 401, 403, 407])("a page of a firewall or proxy is told, status %i (fault 32)", (status) => {
  expect(fault(status, html("Access denied by policy"))).toMatchObject({ reason: "html" });
});

test("a 5xx is the server's trouble even when its JSON looks like a verdict (faults 30, 31)", () => {
  expect(fault(500, '{"error":"invalid_grant"}')).toMatchObject({ reason: "server-error" });
  expect(fault(502, html("Bad Gateway"))).toMatchObject({ reason: "server-error" });
  expect(fault(503, "", { "retry-after": "7" })).toMatchObject({
    reason: "server-error",
    retryAfterSeconds: 7,
  });
});

test.each([
  ["empty, 400", 400, "", "not-json"],
  ["empty, 200", 200, "", "not-json"],
  ["plain text", 200, "OK", "not-json"],
  ["form-encoded", 200, "access_token=a&token_type=bearer", "not-json"],
  ["JSON with something behind it", 200, "{} {}", "not-json"],
  ["JSON that ends too early", 200, '{"access_token":"abc', "cut"],
  ["UTF-16", 200, Buffer.from("\ufeff{}", "utf16le").toString("utf8"), "not-json"],
])("what is no JSON is told: %s (faults 26, 33, threat 59)", (_, status, text, reason) => {
  expect(fault(status, text)).toEqual({ host, status, reason });
});

test.each([
  ["https://elsewhere.example:8443/x?code=SECRET", "elsewhere.example:8443"],
  ["//elsewhere.example/x", "elsewhere.example"],
  ["/login.do", host],
  ["file:///etc/passwd", undefined],
  ["http://[", undefined],
])("a redirect names the host of %s and nothing more (threat 54, fault 35)", (location, target) => {
  const details = fault(302, "", { location });
  expect(details).toEqual({ host, status: 302, reason: "redirect", ...(target && { target }) });
});

test("a redirect without a location is a redirect", () => {
  expect(fault(307, "{}")).toEqual({ host, status: 307, reason: "redirect" });
});

test.each([
  ["120", 120],
  ["0", 0],
  ["1000000000", 86_400],
  ["Mon, 23 Nov 2026 20:01:30 GMT", 90],
  ["Mon, 23 Nov 2026 19:00:00 GMT", 0],
  ["Fri, 01 Jan 2100 00:00:00 GMT", 86_400],
  ["1e9", undefined],
  ["-5", undefined],
  ["soon", undefined],
  ["Mon, 99 Foo 2026 99:99:99 GMT", undefined],
])("Retry-After: %s means %s seconds (fault 28)", (value, seconds) => {
  const details = fault(429, html("Too many requests"), { "retry-after": value });
  expect(details).toEqual({
    host,
    status: 429,
    reason: "html",
    ...(seconds !== undefined && { retryAfterSeconds: seconds }),
  });
});

test("odd JSON comes through as plain data (threat 59)", () => {
  const json = readJson(answer(200, '{"__proto__":{"admin":true},"constructor":1,"a":1,"a":2}'));
  expect(Object.getPrototypeOf(json)).toBe(Object.prototype);
  expect({}).not.toHaveProperty("admin");
  expect(json).toHaveProperty("a", 2);
  expect(readJson(answer(200, "[]"))).toEqual([]);
  expect(fault(200, "[".repeat(60_000))).toMatchObject({ reason: "not-json" });
  expect(readJson(answer(200, "[".repeat(30_000) + "]".repeat(30_000)))).toBeInstanceOf(Array);
});
