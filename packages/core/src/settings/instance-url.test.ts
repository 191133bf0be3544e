import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAuthError } from "../errors.ts";
import { isLoopbackHost } from "./address.ts";
import { parseInstanceUrl } from "./instance-url.ts";

const dev1 = "https://dev1.service-now.com";

/** The reason why a text is refused. */
function refusal(text: string): string {
  try {
    return `accepted as ${parseInstanceUrl(text)}`;
  } catch (error) {
    if (!isAuthError(error, "CONFIG_INVALID")) throw error;
    expect(error.details.problems).toMatchObject([{ setting: "instance", kind: "invalid" }]);
    return error.details.problems[0]?.message ?? "";
  }
}

test.each([
  ["dev1", dev1],
  ["DEV1", dev1],
  ["dev1.", dev1],
  ["dev1/", dev1],
  ["dev1.service-now.com", dev1],
  ["https://dev1.service-now.com", dev1],
  ["HTTPS://Dev1.Service-Now.COM./now/nav/ui/classic?a=b@c:d#e\\f", dev1],
  ["https://dev1.service-now.com:443/oauth_token.do", dev1],
  ["dev1.service-now.com:8443", `${dev1}:8443`],
  [" \u00a0\ufeff\u200bdev1\t\r\n", dev1],
  ["'dev1'", dev1],
  ["“https://dev1.service-now.com”", dev1],
  ["agency.servicenowservices.com", "https://agency.servicenowservices.com"],
  ["https://help.example.com", "https://help.example.com"],
  ["https://intranet", "https://intranet"],
  ["https://10.0.0.1", "https://10.0.0.1"],
  ["xn--dv1-5cd.example.com", "https://xn--dv1-5cd.example.com"],
  [`${"a".repeat(63)}`, `https://${"a".repeat(63)}.service-now.com`],
  ["http://localhost:8080/x", "http://localhost:8080"],
  ["http://127.0.0.1:1", "http://127.0.0.1:1"],
  ["http://[::1]:65535/", "http://[::1]:65535"],
  ["https://[2001:DB8:0::1]", "https://[2001:db8::1]"],
  ["localhost:8443", "https://localhost:8443"],
])("%j is the instance %s", (text, origin) => {
  expect(parseInstanceUrl(text)).toBe(origin);
});

describe("threat 13: a name that is not one is refused", () => {
  test.each([
    ["dev1@evil.com", "user name"],
    ["dev1:443", "whole host"],
    ["../x", "letters, digits"],
    ["dev1%2eevil", "percent-encoded"],
    ["", "name, host or address"],
    ["''", "name, host or address"],
    ["https://", "must name a host"],
    ["/dev1", "must name a host"],
    ["a".repeat(64), "63 characters"],
    [`${"a.".repeat(127)}com`, "253 characters"],
    ["-dev", "inner hyphens"],
    ["dev-", "inner hyphens"],
    ["dev_1.example.com", "letters, digits"],
    ["dev1..service-now.com", "single dots"],
    ["dev 1", "spaces"],
    ["dev1\\evil.com", "backslash"],
    ["https:\\\\dev1.service-now.com", "backslash"],
  ])("%j", (text, reason) => {
    expect(refusal(text)).toContain(reason);
  });

  test("while a whole host is taken for what it is, with path, query and fragment dropped", () => {
    expect(
      ["dev1.evil.com", "evil.com/", "evil.com#", "evil.com?"].map((text) => parseInstanceUrl(text)),
    ).toEqual(["https://dev1.evil.com", "https://evil.com", "https://evil.com", "https://evil.com"]);
  });
});

describe("threat 14: a user name in the address is refused", () => {
  test.each([
    "https://dev1.service-now.com@evil.com/",
    "https://a:b@dev1.service-now.com/",
    "javascript:x@y",
  ])("%s", (text) => {
    expect(refusal(text)).toContain("user name");
  });
});

describe("threat 15: characters that look like others are refused", () => {
  test("a Cyrillic letter, with the form that the network would see", () => {
    expect(refusal("https://d\u0435v1.service-now.com")).toContain('really "xn--dv1-rdd.service-now.com"');
    expect(refusal("d\u0435v1")).toContain('really "xn--dv1-rdd"');
  });

  test.each(["dev1。service-now。com", "ｄev1", "dev1\u0301x"])("%j", (text) => {
    expect(refusal(text)).toContain("plain ASCII letters");
  });

  test.each([
    "dev1\u00adx",
    "dev1\u202e",
    "dev\u200b1",
    "dev1\u00a0x",
    "dev1\nx",
    "dev1\u0000",
    "dev1\ud800",
  ])("%j", (text) => {
    expect(refusal(text)).toContain("control or invisible");
  });
});

test("threat 16: a host is never judged by how it begins or ends", () => {
  expect(
    ["evilservice-now.com", "service-now.com.evil.com", "xservice-now.com"].map((text) =>
      parseInstanceUrl(text),
    ),
  ).toEqual(["https://evilservice-now.com", "https://service-now.com.evil.com", "https://xservice-now.com"]);
});

describe("threat 17: an address that is not what it seems is refused", () => {
  test.each([
    "http://2130706433",
    "2130706433",
    "http://0x7f.1",
    "0x7f.1",
    "https://127.1",
    "https://0177.0.0.1",
    "http://[::ffff:169.254.169.254]",
    "https://[::ffff:7f00:1]",
  ])("%s", (text) => {
    expect(refusal(text)).toContain("not what it seems");
  });

  test.each([
    ["https://999.1.1.1", "valid host"],
    ["https://host.123", "valid host"],
    ["https://[::g]", "IPv6"],
    ["https://[fe80::1%25eth0]", "percent-encoded"],
    ["::1", "in brackets"],
    ["https://[::1", "port"],
  ])("%s", (text, reason) => {
    expect(refusal(text)).toContain(reason);
  });
});

describe("threat 55: plain http is refused off loopback", () => {
  test.each([
    "http://dev1.service-now.com",
    "http://169.254.169.254",
    "http://localhost.evil.com",
    "http://127.0.0.1.evil.com",
    "http://10.0.0.1",
  ])("%s", (text) => {
    expect(refusal(text)).toContain("plain http is for a loopback address only");
  });
});

test.each([
  "file:///C:/x",
  "ftp://dev1",
  "javascript:alert(1)",
  "data:,x",
  "https:dev1",
  "https:/dev1",
  "C:x",
])("%s has a scheme that no instance has", (text) => {
  expect(refusal(text)).toContain('must begin with "https://"');
});

test.each(["0", "65536", "99999", "", "80x", "-1", "1e3"])("the port %j is refused", (port) => {
  expect(refusal(`https://dev1.service-now.com:${port}/`)).toContain("port from 1 to 65535");
});

test.each([
  "https://{instance_name}.service-now.com",
  "https://<instance-name>.service-now.com",
  "{instance_name}",
  "<instance-name>",
  "instance_name",
  "your-instance",
  "https://your-instance.service-now.com",
])("the placeholder in %s is refused", (text) => {
  expect(refusal(text)).toContain("placeholder");
});

test("a very long text is judged at once", () => {
  const started = performance.now();
  for (const character of ["a", " ", ".", ":", "@", "[", "/", "{"]) {
    refusal(`x${character.repeat(200_000)}x`);
  }
  expect(performance.now() - started).toBeLessThan(3000);
});

test("whatever the text, the answer is an origin that stays itself, or CONFIG_INVALID", () => {
  const noise = fc.constantFrom(..."@ / ? # % \\ . - 0x7f é 。 \u00ad { < ' \n".split(" "), " ");
  const piece = (...usual: string[]) =>
    fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: noise });
  const pieces = fc.tuple(
    piece("https://", "http://", "HTTPS://", ""),
    piece("dev1", "localhost", "127.0.0.1", "[::1]", "2130706433"),
    piece(".service-now.com", ".", ""),
    piece(":80", ":443", ":0", ""),
    piece("/oauth_token.do?a=b#c", ""),
  );
  const text = fc.oneof(
    fc.uint16Array({ maxLength: 20 }).map((units) => String.fromCharCode(...units)),
    pieces.map((chosen) => chosen.join("")),
  );
  let accepted = 0;
  fc.assert(
    fc.property(text, (typed) => {
      try {
        const origin = parseInstanceUrl(typed);
        const { protocol, hostname, origin: again } = new URL(origin);
        accepted += 1;
        return (
          again === origin && (protocol === "https:" || (protocol === "http:" && isLoopbackHost(hostname)))
        );
      } catch (error) {
        return isAuthError(error, "CONFIG_INVALID");
      }
    }),
    { numRuns: 10_000 },
  );
  expect(accepted).toBeGreaterThan(1000);
});

test("loopback is localhost, 127.0.0.0/8 and ::1, and nothing that looks like it", () => {
  expect(["localhost", "LOCALHOST", "127.0.0.1", "127.255.0.9", "::1", "[::1]"].every(isLoopbackHost)).toBe(
    true,
  );
  expect(
    ["localhost.evil.com", "127.0.0.1.evil.com", "128.0.0.1", "::2", "0.0.0.0", ""].some(isLoopbackHost),
  ).toBe(false);
});
