import { Hono } from "hono";
import { expect, test } from "vitest";
import { authorizationUrl } from "../../test/practice-login.ts";
import { createPracticeInstance, visitAsPerson } from "../index.ts";

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

test("another server's plain forms are followed too, and an endless one is given up", async () => {
  const other = new Hono()
    .get("/oauth_auth.do", (c) =>
      c.html(
        '<form action="/u"><input name="email" type="email"><input type="password" name="pw"><button>Go</button></form>',
      ),
    )
    .get("/u", (c) =>
      c.html(
        `<form method="post" action="/ok?user=${c.req.query("email")}&amp;pw=${c.req.query("pw")}"><button>Continue</button></form>`,
      ),
    )
    .post("/ok", (c) =>
      c.html(
        `<form method="post" action="/end?${new URL(c.req.url).searchParams}"><input type="submit" name="a" value="Authorize"><input type="submit" name="a" value="Cancel"></form>`,
      ),
    )
    .post("/end", async (c) =>
      c.redirect(
        `https://app.example.com/cb?code=1&${new URL(c.req.url).searchParams}&${await c.req.text()}`,
      ),
    )
    .get("/endless", (c) => c.redirect("/endless"));
  const visit = {
    userName: "me",
    password: "a b",
    fetch: async (input: string | URL | Request, init?: RequestInit) =>
      other.request(new Request(input, init)),
  };
  const { redirectedTo } = await visitAsPerson({ url: "https://as.example.com/oauth_auth.do", ...visit });
  expect(redirectedTo).toBe("https://app.example.com/cb?code=1&user=me&pw=a+b&a=Authorize");
  const endless = visitAsPerson({ url: "https://as.example.com/endless", ...visit });
  await expect(endless).rejects.toThrow("the login did not end within 20 pages");
});
