import { expect, test } from "vitest";
import { proxyFor } from "./proxy.ts";

const instance = new URL("https://dev12345.service-now.com/oauth_token.do");
const proxy = "http://proxy.example:3128";

test.each([
  [{ HTTPS_PROXY: proxy }, "proxy.example:3128"],
  [{ https_proxy: proxy, HTTPS_PROXY: "http://other.example" }, "proxy.example:3128"],
  [{ https_proxy: "", HTTPS_PROXY: "proxy.example:3128" }, "proxy.example:3128"],
  [{ HTTPS_PROXY: "https://proxy.example" }, "proxy.example"],
  [{ HTTP_PROXY: proxy }, undefined],
  [{ HTTPS_PROXY: "" }, undefined],
  [{}, undefined],
])("the proxy of %j is %s", (environment, expected) => {
  expect(proxyFor(instance, environment)?.host).toBe(expected);
});

test.each([
  ["*", false],
  ["dev12345.service-now.com", false],
  ["DEV12345.Service-Now.com", false],
  ["service-now.com", false],
  [".service-now.com", false],
  ["*.service-now.com", false],
  ["service-now.com:443", false],
  ["*:443", false],
  ["a.example, service-now.com", false],
  ["a.example service-now.com", false],
  ["", true],
  [",", true],
  [".", true],
  ["now.com", true],
  ["service-now.com:8443", true],
  ["dev1234.service-now.com", true],
  ["service-now.com.elsewhere.example", true],
])("NO_PROXY=%s: through the proxy %s (fault 40)", (exceptions, through) => {
  expect(proxyFor(instance, { HTTPS_PROXY: proxy, NO_PROXY: exceptions }) !== undefined).toBe(through);
});

test("nothing on this machine goes through a proxy, however it is spelled", () => {
  for (const host of [
    "localhost",
    "127.0.0.1",
    "127.1.2.3",
    "[::1]",
    "0x7f.1",
    "2130706433",
    "LOCALHOST:8443",
  ]) {
    expect(proxyFor(new URL(`https://${host}/`), { HTTPS_PROXY: proxy })).toBeUndefined();
  }
  expect(proxyFor(new URL("https://127.0.0.1.elsewhere.example/"), { HTTPS_PROXY: proxy })).toBeDefined();
});

test.each(["socks5://name:pass@proxy.example", "http://", "proxy example", "file:///etc/passwd"])(
  "HTTPS_PROXY=%s is refused without being repeated",
  (value) => {
    expect(() => proxyFor(instance, { HTTPS_PROXY: value })).toThrow(
      expect.objectContaining({
        code: "INSTANCE_UNREACHABLE",
        message: '"HTTPS_PROXY" must be an http or https URL',
        details: { host: "dev12345.service-now.com", reason: "proxy", sent: false },
      }),
    );
  },
);
