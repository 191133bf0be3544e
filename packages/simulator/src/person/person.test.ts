import { Hono } from "hono";
import { expect, test } from "vitest";
import { authorizationUrl } from "../../test/practice-login.ts";
import { createPracticeInstance, type Fetch, type VisitOptions, visitAsPerson } from "../index.ts";

const instance = createPracticeInstance({
  clients: [
    {
      redirectUris: [
        "http://localhost:8765/callback?tab=1",
        "https://dev12345.service-now.com/oauth_redirect.do",
      ],
    },
  ],
});
const person = {
  fetch: instance.request,
  userName: instance.user.userName,
  password: instance.user.password,
};

test("a person follows the pages and is handed the foreign redirect, which nobody fetches", async () => {
  const { redirectedTo, steps } = await visitAsPerson({ url: authorizationUrl(instance), ...person });
  expect(redirectedTo).toMatch(
    /^http:\/\/localhost:8765\/callback\?tab=1&code=[\w-]{86}&state=0123456789abcdef$/,
  );
  expect(
    steps.map(({ did, address, status, title }) => [did, new URL(address).pathname, status, title]),
  ).toEqual([
    ["opened a page", "/oauth_auth.do", 302, undefined],
    ["was sent on", "/login.do", 200, "Log in"],
    ["signed in", "/login.do", 302, undefined],
    ["was sent on", "/oauth_auth.do", 200, "Knowledge Connector would like to connect to your account"],
    ["pressed Allow", "/oauth_auth.do", 302, undefined],
  ]);
});

test("a redirect back to the instance is opened, as a browser would", async () => {
  const redirect_uri = "https://dev12345.service-now.com/oauth_redirect.do";
  const { steps } = await visitAsPerson({ url: authorizationUrl(instance, { redirect_uri }), ...person });
  expect(steps.at(-1)).toMatchObject({ did: "was sent on", status: 200, title: "OAuth redirect failed" });
});

test("a person may press Deny", async () => {
  const { redirectedTo, steps } = await visitAsPerson({
    url: authorizationUrl(instance),
    ...person,
    decision: "deny",
  });
  expect(new URL(redirectedTo).searchParams.get("error")).toBe("access_denied");
  expect(steps.at(-1)).toMatchObject({ did: "pressed Deny" });
});

test("steps hold no query, in which codes travel", async () => {
  const { redirectedTo, steps } = await visitAsPerson({ url: authorizationUrl(instance), ...person });
  const code = new URL(redirectedTo).searchParams.get("code") ?? "";
  expect(JSON.stringify(steps)).not.toContain(code);
});

test("a wrong password ends with the page's own words", async () => {
  const visit = visitAsPerson({ url: authorizationUrl(instance), ...person, password: "wrong" });
  await expect(visit).rejects.toThrow(
    /^the login stopped at a page \(status 200\): .*User name or password invalid/,
  );
});

test("an error page ends with its own words", async () => {
  const visit = visitAsPerson({ url: authorizationUrl(instance, { state: undefined }), ...person });
  await expect(visit).rejects.toThrow("Missing State parameter in request.");
});

/** Another authorization server, made of a page or a redirect for each path. */
function visitOther(pages: Record<string, string | URL>, visit: Partial<VisitOptions> = {}) {
  const other = new Hono().all("/*", async (c) => {
    const page = pages[c.req.path] ?? "";
    return page instanceof URL ? c.redirect(`${page}&${await c.req.text()}`) : c.html(page);
  });
  const fetch: Fetch = async (input, init) => other.request(new Request(input, init));
  return visitAsPerson({ url: "https://as.example.com/oauth_auth.do", ...person, fetch, ...visit });
}
const answer = new URL("https://app.example.com/cb?code=1");

test("another server's plain forms are followed too", async () => {
  const { redirectedTo, steps } = await visitOther({
    "/oauth_auth.do":
      '<form action="in"><input name="mail" type="email"><input type="password" name="word"></form>',
    "/in": '<form method="post" action="/ask?a=1&amp;b=2"><input type="hidden" name="SAML" value="x"></form>',
    "/ask": `<form method="post" action="/end"><input type="submit" name="press" value="Authorize">
      <input type="submit" name="press" value="Cancel"></form>`,
    "/end": answer,
  });
  expect(redirectedTo).toBe("https://app.example.com/cb?code=1&press=Authorize");
  expect(steps.map(({ did }) => did)).toEqual(["opened a page", "signed in", "pressed on", "pressed Allow"]);
});

test.each([
  ["allow", "ja"],
  ["deny", "nein"],
] as const)("where the words are unknown, %s is the button in its usual place", async (decision, pressed) => {
  const buttons =
    '<button name="press" value="nein">Nein</button><button name="press" value="ja">Ja</button>';
  const pages = { "/oauth_auth.do": `<form method="post" action="/end">${buttons}</form>`, "/end": answer };
  const { redirectedTo } = await visitOther(pages, { decision });
  expect(redirectedTo).toBe(`https://app.example.com/cb?code=1&press=${pressed}`);
});

test("a login page that comes again is not taken for a consent page, whatever its buttons", async () => {
  const login =
    '<form action="/in"><input type="password" name="word"><button>In</button><button>Help</button></form>';
  await expect(visitOther({ "/oauth_auth.do": login, "/in": login })).rejects.toThrow(
    "the login stopped at a page",
  );
});

test("a login that goes round in circles is given up", async () => {
  const visit = visitOther({ "/oauth_auth.do": new URL("https://as.example.com/oauth_auth.do?a") });
  await expect(visit).rejects.toThrow("the login did not end within 20 pages");
});
