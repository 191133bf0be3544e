import { expect, test } from "vitest";
import { isAuthError } from "../errors.ts";
import { parseRedirectUri } from "./redirect-uri.ts";

function refusal(text: string): string {
  try {
    return `accepted as ${parseRedirectUri(text)}`;
  } catch (error) {
    if (!isAuthError(error, "CONFIG_INVALID")) throw error;
    expect(error.details.problems).toMatchObject([{ setting: "redirectUri", kind: "invalid" }]);
    return error.details.problems[0]?.message ?? "";
  }
}

test.each([
  "https://dev1.service-now.com/oauth_redirect.do",
  "HTTPS://Dev1.Service-Now.com:443/OAuth_Redirect.do",
  "https://dev1.service-now.com",
  "https://www.google.com",
  "https://app.example.com/a/../b/%7Euser?tenant=a%20b&x=1",
  "http://localhost:8765/callback",
  "http://127.0.0.1:1/",
  "http://[::1]:65535/cb",
  "/sdk-oauth.do",
  "/api/sn_build_agent/callback?x=1",
])("%s is kept byte for byte", (uri) => {
  expect(parseRedirectUri(uri)).toBe(uri);
});

test("what pasting leaves around it goes", () => {
  expect(parseRedirectUri("\u00a0'https://a.example/cb'\n")).toBe("https://a.example/cb");
});

test.each([
  ["", "empty"],
  ["https://a.example/cb#here", "fragment"],
  ["https://a.example/cb#", "fragment"],
  ["/cb#x", "fragment"],
  ["https://user@a.example/cb", "user name"],
  ["https://a.example\\@b.example/cb", "characters of a URI"],
  ["https://a.example/a b", "spaces"],
  ["https://a.example/a\nb", "control"],
  ["https://a.example/a\u200bb", "invisible"],
  ["https://a.example/é", "characters of a URI"],
  ["https://a.example/%zz", "characters of a URI"],
  ["https://{instance_name}.service-now.com/oauth_redirect.do", "placeholder"],
  ["https://<instance-name>.service-now.com/oauth_redirect.do", "placeholder"],
  ["https://your-instance.service-now.com/oauth_redirect.do", "placeholder"],
  ["http://a.example/cb", "plain http"],
  ["myapp://cb", 'begin with "https://"'],
  ["urn:ietf:wg:oauth:2.0:oob", "IPv6 address in brackets"],
  ["a.example/cb", "absolute"],
  ["//a.example/cb", "absolute"],
  ["https://a.example:0/cb", "port"],
  ["http://0x7f.1/cb", "not what it seems"],
  ["https://a.example/?code=1", '"code"'],
  ["https://a.example/?x=1&state=", '"state"'],
  ["/cb?error=1", '"error"'],
  ["https://a.example/?%69ss=1", '"iss"'],
])("%j is refused", (uri, reason) => {
  expect(refusal(uri)).toContain(reason);
});
