import { describe, expect, test } from "vitest";
import { adviseOn } from "./advice/advice.ts";
import { buildAuthorizationRequest } from "./authorization-request.ts";
import { parseAuthorizationResponse, readRedirectState } from "./authorization-response.ts";
import { type AnyAuthError, isAuthError } from "./errors.ts";
import { generateLoginSecrets } from "./login-secrets.ts";

const redirectUri = "https://dev12345.service-now.com/oauth_redirect.do";
const settings = { instanceUrl: "https://dev12345.service-now.com", clientId: "id", redirectUri, scopes: [] };
const request = buildAuthorizationRequest(settings, generateLoginSecrets());
const { state } = request.secrets;
const good = `${redirectUri}?code=_a-Code&state=${state}`;

function failureOf(redirect: string): AnyAuthError {
  try {
    parseAuthorizationResponse(redirect, request);
  } catch (error) {
    if (isAuthError(error)) return error;
    throw error;
  }
  throw new Error("expected a refusal");
}

const reasonOf = (redirect: string): string => {
  const { code, details } = failureOf(redirect);
  return "reason" in details ? `${code} ${details.reason}` : code;
};

describe("a redirect counts however a person pastes it", () => {
  test.each([
    ["whole", good],
    ["with a line break at its end", `${good}\r\n`],
    ["in double quotes", `"${good}"`],
    ["in typographic quotes", `“${good}”`],
    ["in angle brackets", `<${good}>`],
    ["wrapped over lines", good.replace(/.{30}/gu, "$&\n   ")],
    ["with &amp;", good.replace("&", "&amp;")],
    ["with a no-break space and zero-width characters", `\u00a0${good.replace("code", "co\u200bde")}\ufeff`],
    ["without its scheme", good.replace("https://", "")],
    ["as the query alone", new URL(good).search],
    ["as the query without its question mark", new URL(good).search.slice(1)],
    ["percent-encoded as a whole", encodeURIComponent(good)],
    ["its query percent-encoded as a whole", encodeURIComponent(new URL(good).search)],
    ["with a fragment", `${good}#_=_`],
    ["behind a label", `URL: ${good}`],
    ["in brackets behind a label", `Redirect URL (${good})`],
    [
      "with the host in capitals and the default port",
      good.replace("dev12345.service-now.com", "DEV12345.service-now.com:443"),
    ],
  ])("%s", (_, pasted) => {
    expect(parseAuthorizationResponse(pasted, request).code).toBe("_a-Code");
    expect(readRedirectState(pasted)).toBe(state);
  });

  test("with an issuer that is the instance", () => {
    const pasted = `${good}&iss=${encodeURIComponent("https://dev12345.service-now.com/")}`;
    expect(parseAuthorizationResponse(pasted, request).code).toBe("_a-Code");
  });

  test("a code of every visible character arrives intact", () => {
    const code = String.fromCharCode(...Array.from({ length: 94 }, (_, index) => index + 0x21));
    const query = new URLSearchParams({ code, state });
    expect(parseAuthorizationResponse(`${redirectUri}?${query}`, request).code).toBe(code);
    expect(parseAuthorizationResponse(encodeURIComponent(`${redirectUri}?${query}`), request).code).toBe(
      code,
    );
  });

  test.each([")", "'", "]", "(", "(a)"])("a code that ends in %s keeps it", (end) => {
    const pasted = `${redirectUri}?state=${state}&code=abc${end}`;
    for (const text of [pasted, `"${pasted}"`, `(${pasted})`, pasted.slice(pasted.indexOf("?"))]) {
      expect(parseAuthorizationResponse(text, request).code).toBe(`abc${end}`);
    }
  });

  test("on a path of the instance, when that is what the record has", () => {
    const relative = buildAuthorizationRequest(
      { ...settings, redirectUri: "/sdk-oauth.do" },
      request.secrets,
    );
    const pasted = `https://dev12345.service-now.com/sdk-oauth.do?code=x&state=${state}`;
    expect(parseAuthorizationResponse(pasted, relative).redirectUri).toBe("/sdk-oauth.do");
  });
});

describe("a redirect is refused in its own words", () => {
  const other = "0".repeat(64);
  test.each([
    ["when nothing was pasted", " \n", "REDIRECT_MALFORMED empty"],
    ["when it is our own authorization URL", request.url, "REDIRECT_MALFORMED authorization-url"],
    ["when it is a bare code", "Ab_-9".repeat(17), "REDIRECT_MALFORMED bare-code"],
    ["when it is a bare code in base64", "QWxhZGRpbg==", "REDIRECT_MALFORMED bare-code"],
    ["when it has no code", `${redirectUri}?state=${state}`, "REDIRECT_MALFORMED no-code"],
    ["when it is the plain page", redirectUri, "REDIRECT_MALFORMED no-code"],
    ["when the code is empty", `${redirectUri}?code=&state=${state}`, "REDIRECT_MALFORMED no-code"],
    ["when it has no state", `${redirectUri}?code=abc`, "STATE_MISMATCH missing"],
    [
      "when the state is of another attempt",
      `${redirectUri}?code=abc&state=${other}`,
      "STATE_MISMATCH different",
    ],
    ["when the state is cut", good.slice(0, -1), "STATE_MISMATCH different"],
    ["when an error comes without our state", `${redirectUri}?error=x`, "STATE_MISMATCH missing"],
    ["when there are two codes", `${good}&code=b`, "REDIRECT_MALFORMED duplicate-parameter"],
    ["when there are two states", `${good}&state=${state}`, "REDIRECT_MALFORMED duplicate-parameter"],
    ["when there are two issuers", `${good}&iss=a&iss=a`, "REDIRECT_MALFORMED duplicate-parameter"],
    ["when it has a code and an error", `${good}&error=access_denied`, "REDIRECT_MALFORMED code-and-error"],
    ["when the issuer is foreign", `${good}&iss=https://evil.example`, "REDIRECT_MALFORMED other-issuer"],
    [
      "when it is another instance's",
      `https://dev9.service-now.com/oauth_redirect.do?code=a&state=${other}`,
      "REDIRECT_MALFORMED other-instance",
    ],
    [
      "when the host only begins like ours",
      good.replace(".com/", ".com.evil.com/"),
      "REDIRECT_MALFORMED other-redirect",
    ],
    [
      "when the host hides behind an @",
      good.replace("https://", "https://dev12345.service-now.com@evil.com/"),
      "REDIRECT_MALFORMED user-info",
    ],
    ["when the port differs", good.replace(".com/", ".com:444/"), "REDIRECT_MALFORMED other-redirect"],
    ["when the scheme differs", good.replace("https:", "http:"), "REDIRECT_MALFORMED other-redirect"],
    [
      "when the path goes elsewhere",
      good.replace("/oauth_redirect.do", "/oauth_redirect.do/../x"),
      "REDIRECT_MALFORMED other-redirect",
    ],
    ["when the path is longer", good.replace("?", "/?"), "REDIRECT_MALFORMED other-redirect"],
    [
      "when its values are encoded twice",
      `${redirectUri}?code=a%252Fb&state=${state}`,
      "REDIRECT_MALFORMED encoded-twice",
    ],
    ["when it is a megabyte", good + "a".repeat(1_000_000), "REDIRECT_MALFORMED too-long"],
    ["when it is a script", `javascript://x/?code=a&state=${state}`, "REDIRECT_MALFORMED unreadable"],
    ["when it is a file", `file:///x?code=a&state=${state}`, "REDIRECT_MALFORMED unreadable"],
    ["when it is a sentence", "I clicked Allow & now?", "REDIRECT_MALFORMED unreadable"],
  ])("%s", (_, pasted, reason) => {
    expect(reasonOf(pasted)).toBe(reason);
  });

  test("and the record's first redirect URL is named when it was used instead of ours", () => {
    const { details } = failureOf(`http://localhost:8765/callback?code=abc&state=${state}`);
    expect(details).toEqual({
      reason: "other-redirect",
      expected: redirectUri,
      received: "http://localhost:8765/callback",
      ours: true,
    });
  });

  test.each([
    ["http://localhost:8765/callback", true],
    ["https://dev12345.service-now.com/other.do", true],
    ["https://dev12345.service-now.com.evil.example/oauth_redirect.do", false],
    ["https://dev12345.service-now.com:444/oauth_redirect.do", false],
    ["http://dev12345.service-now.com/oauth_redirect.do", false],
    ["https://connector.example/oauth", false],
    ["http://localhost/a|b", false],
  ])("and %s is offered as the redirect URI: %s", (received, offered) => {
    const error = failureOf(`${received}?code=abc&state=${state}`);
    expect(error.details).toMatchObject({ received, ours: offered });
    const { message, fix } = adviseOn(error);
    expect(fix.some((line) => line.includes("--redirect-uri"))).toBe(offered);
    expect(message.includes("somebody else's")).toBe(!offered);
  });

  test("a denial is told as one, with its description cleaned and without our secrets", () => {
    const description = encodeURIComponent(`no\u001b[2J ${state} way\u202e`);
    const error = failureOf(
      `${redirectUri}?error=access_denied&error_description=${description}&state=${state}`,
    );
    expect(error.code).toBe("AUTHORIZATION_REJECTED");
    expect(error.details).toEqual({ error: "access_denied", description: "no ••• way" });
  });

  test("and nothing of it stands in the error", () => {
    const error = failureOf(`https://evil.example/cb?code=THE-CODE&state=${state}`);
    expect(JSON.stringify([error, error.message])).not.toMatch(new RegExp(`THE-CODE|${state}`));
  });
});
