import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { test } from "vitest";
import { buildAuthorizationRequest } from "./authorization-request.ts";
import { parseAuthorizationResponse } from "./authorization-response.ts";
import { isAuthError } from "./errors.ts";

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((data) => Buffer.from(data));
// fast-check's own web arbitraries fill a map with all of Unicode first, which takes longer than the tests.
const codePoint = fc.nat({ max: 0x10ffff }).filter((point) => point < 0xd800 || point > 0xdfff);
const inPath = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
  },
  { weight: 2, arbitrary: fc.constantFrom(..."-._~!$&'()*+,;=:@") },
  { weight: 1, arbitrary: codePoint.map((point) => encodeURIComponent(String.fromCodePoint(point))) },
);
const textOf = (unit: fc.Arbitrary<string>) => fc.array(unit).map((units) => units.join(""));
const webPath = fc.array(textOf(inPath)).map((segments) => segments.map((segment) => `/${segment}`).join(""));
const queryOrFragment = fc.option(
  textOf(fc.oneof({ weight: 9, arbitrary: inPath }, fc.constantFrom("/", "?"))),
);
const webUrl = fc
  .tuple(fc.constantFrom("http", "https"), fc.webAuthority(), webPath, queryOrFragment, queryOrFragment)
  .map(([scheme, authority, path, query, fragment]) =>
    [
      `${scheme}://${authority}${path}`,
      query === null ? "" : `?${query}`,
      fragment === null ? "" : `#${fragment}`,
    ].join(""),
  );

const visible = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 60 });
const secrets = fc.record({
  state: bytes(32).map((data) => data.toString("hex")),
  codeVerifier: bytes(32).map((data) => data.toString("base64url")),
});
const settings = fc
  .record({
    name: fc.nat().map((number) => `dev${number.toString(36)}`),
    path: webPath,
    ownQuery: fc.constantFrom("", "?tenant=a%20b", "?x=1&x=2"),
    clientId: visible,
    scopes: fc.subarray(["useraccount", "openid", "a.b_c", "https://scope"]),
  })
  .map(({ name, path, ownQuery, clientId, scopes }) => ({
    instanceUrl: `https://${name}.service-now.com`,
    redirectUri: `https://${name}.service-now.com${path || "/"}${ownQuery}`,
    clientId,
    scopes,
  }));
// A code that looks percent-encoded when it has been decoded is refused, not guessed at.
const code = visible.filter((text) => !/%[0-9a-f]{2}/iu.test(text));

const decorations: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `  ${text}\r\n`,
  (text) => `"${text}"`,
  (text) => `‘${text}’`,
  (text) => `<${text}>`,
  (text) => `URL: (${text})`,
  (text) => text.replaceAll("&", "&amp;"),
  (text) => text.replace(/.{17}/gu, "$&\n"),
  (text) => text.replace(/.{23}/gu, "$&\u200b\u00a0"),
  (text) => encodeURIComponent(text),
  (text) => new URL(text).search,
  (text) => `${text}#fragment`,
];

test("whatever the settings, secrets, code and decoration, the redirect of a request gives its code back", () => {
  const decorated = fc.tuple(settings, secrets, code, fc.constantFrom(...decorations), fc.boolean());
  fc.assert(
    fc.property(decorated, ([given, made, issued, decorate, stateFirst]) => {
      const request = buildAuthorizationRequest(given, made);
      const asked = new URL(request.url).searchParams;
      const redirectUri = asked.get("redirect_uri") ?? "";
      // Leaves !'()* as they are, unlike URLSearchParams.
      const answer = [`state=${asked.get("state")}`, `code=${encodeURIComponent(issued)}`];
      const query = (stateFirst ? answer : answer.reverse()).join("&");
      const redirect = `${redirectUri}${redirectUri.includes("?") ? "&" : "?"}${query}`;
      const grant = parseAuthorizationResponse(decorate(redirect), request);
      const { redirectUri: theirs } = given;
      return isDeepStrictEqual(grant, { code: issued, redirectUri: theirs, codeVerifier: made.codeVerifier });
    }),
    { numRuns: 10_000 },
  );
});

test("no input of any kind makes anything but an AuthError be thrown", () => {
  const request = buildAuthorizationRequest(
    {
      instanceUrl: "https://dev1.service-now.com",
      redirectUri: "https://dev1.service-now.com/oauth_redirect.do",
      clientId: "a",
      scopes: [],
    },
    { state: "a".repeat(64), codeVerifier: "b".repeat(43) },
  );
  const pieces = fc.constantFrom(
    "code=",
    "&state=",
    request.secrets.state,
    "?",
    "&",
    "%",
    "%25",
    "https://",
    "error=",
    "#",
    "@",
    ":",
    "/",
    "\n",
    "\u200b",
    "iss=",
    request.redirectUri,
  );
  const anything = fc.oneof(
    fc.uint16Array().map((units) => String.fromCharCode(...units)),
    webUrl,
    fc.array(fc.oneof(pieces, fc.string({ maxLength: 4 }))).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(anything, (text) => {
      try {
        parseAuthorizationResponse(text, request);
        return true;
      } catch (error) {
        return isAuthError(error);
      }
    }),
    { numRuns: 10_000 },
  );
});
