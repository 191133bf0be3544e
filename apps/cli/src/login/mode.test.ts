import { describe, expect, test } from "vitest";
import { chooseMode, parseMode } from "./mode.ts";

const instanceUrl = "http://127.0.0.1:8080";

describe("auto", () => {
  test.each([
    ["loopback", "a loopback redirect URI", "http://localhost:8765/callback"],
    ["paste", "the instance's own page", "https://dev12345.service-now.com/oauth_redirect.do"],
    ["paste", "the page of an instance that runs here", `${instanceUrl}/oauth_redirect.do`],
    ["paste", "https to localhost, which we cannot serve", "https://localhost:8765/callback"],
    ["paste", "a path on the instance", "/sdk-oauth.do"],
    ["paste", "none so far", undefined],
  ])("is %s for %s", (mode, _, redirectUri) => {
    expect(chooseMode("auto", { redirectUri, instanceUrl })).toBe(mode);
  });
});

test("paste is possible with a loopback redirect URI too", () => {
  expect(chooseMode("paste", { redirectUri: "http://localhost:8765/callback", instanceUrl })).toBe("paste");
});

test("loopback is refused for a redirect URI that leads elsewhere", () => {
  const redirectUri = "https://dev12345.service-now.com/oauth_redirect.do";
  expect(() => chooseMode("loopback", { redirectUri, instanceUrl })).toThrow("redirect URI must begin with");
});

test("any other mode is refused", () => {
  expect(() => parseMode("telepathy")).toThrow("--mode must be");
});
