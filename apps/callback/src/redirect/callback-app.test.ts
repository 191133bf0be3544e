import { AuthError } from "@nowtoken/core";
import { describe, expect, test } from "vitest";
import { startLogin } from "../../test/fixtures/waiting-login.ts";
import { createCallbackApp } from "./callback-app.ts";

const redirectUri = "http://localhost:8765/callback";
const origin = "http://localhost:8765";

function begin(complete?: () => Promise<string>) {
  const login = startLogin(redirectUri, complete);
  const app = createCallbackApp(login.callback);
  return {
    login,
    app,
    /** Follows the redirect, as a browser does. */
    async visit(address: string) {
      const first = await app.request(address);
      const location = first.headers.get("location");
      const last = location === null ? first : await app.request(`${origin}${location}`);
      return { first: first.status, status: last.status, page: await last.text(), location };
    },
  };
}

test("the right redirect leads to an address without the code, which shows the outcome", async () => {
  const { login, visit } = begin();
  const { first, status, page, location } = await visit(login.answer);
  expect(first).toBe(303);
  expect(location).toMatch(/^\/done\/[0-9a-f]{32}$/);
  expect(status).toBe(200);
  expect(page).toContain("You are logged in");
  expect(page).toContain("Abel Tuter");
});

test("nothing is said to the browser before the exchange has ended", async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const { login, app } = begin(() => promise);
  const answer = Promise.resolve(app.request(login.answer));
  const early = await Promise.race([answer, new Promise((pass) => setTimeout(pass, 20, "nothing yet"))]);
  expect(early).toBe("nothing yet");
  resolve("Abel Tuter");
  expect((await answer).status).toBe(303);
});

test("an exchange that fails is shown as a failure, with what to do", async () => {
  const { login, visit } = begin(async () => {
    const details = { status: 401, error: "invalid_client", scopes: [] };
    throw new AuthError("TOKEN_REQUEST_REJECTED", "the token request was refused", details);
  });
  const { status, page } = await visit(login.answer);
  expect(status).toBe(403);
  expect(page).toContain("TOKEN_REQUEST_REJECTED");
  expect(page).toContain("invalid_client");
  expect(page).not.toContain("logged in");
});

test("an end that is none of our errors says nothing of itself", async () => {
  const { login, visit } = begin(async () => {
    throw new Error("secret inside");
  });
  const { status, page } = await visit(login.answer);
  expect(status).toBe(500);
  expect(page).toContain("The login was ended");
  expect(page).not.toContain("secret inside");
});

test("reload, back and a second tab get the same page from one exchange", async () => {
  const { login, visit } = begin();
  const one = await visit(login.answer);
  const other = await visit(login.answer);
  expect(other).toEqual(one);
  expect(login.exchanges).toBe(1);
});

test("20 callbacks at once are one exchange", async () => {
  const { login, visit } = begin();
  const visits = await Promise.all(Array.from({ length: 20 }, () => visit(login.answer)));
  expect(new Set(visits.map(({ location }) => location)).size).toBe(1);
  expect(login.exchanges).toBe(1);
});

test("a denial with our state ends the login and is shown as one", async () => {
  const { login, visit } = begin();
  const { status, page } = await visit(login.answerWith({ error: "access_denied" }));
  expect(status).toBe(403);
  expect(page).toContain("access_denied");
  expect(login.exchanges).toBe(0);
});

describe("goes on waiting after", () => {
  const wrong = "0".repeat(64);
  test.each([
    ["a redirect without state", "code=c"],
    ["a wrong state", `code=c&state=${wrong}`],
    ["an error without state", "error=access_denied"],
    ["an error with a wrong state", `error=access_denied&state=${wrong}`],
    ["no query at all", ""],
  ])("%s", async (_, query) => {
    const { login, visit } = begin();
    const { status, page } = await visit(`${redirectUri}?${query}`);
    expect(status).toBe(400);
    expect(page).toContain("Not the answer we wait for");
    expect(login.refused).toHaveLength(1);
    expect(login.attempt.status).toBe("waiting");
    expect((await visit(login.answer)).status).toBe(200);
  });

  test.each([
    ["two codes", "&code=a&code=b"],
    ["two states", `&code=a&state=${wrong}`],
    ["a code and an error", "&code=a&error=access_denied"],
    ["another issuer", "&code=a&iss=https://evil.example"],
    ["our state without a code", ""],
  ])("our state with %s", async (_, rest) => {
    const { login, app } = begin();
    const response = await app.request(`${login.answerWith({})}${rest}`);
    expect(response.status).toBe(400);
    expect(login.refused).toEqual(["REDIRECT_MALFORMED"]);
    expect(login.attempt.status).toBe("waiting");
  });

  test("50 wrong states, which it counts", async () => {
    const { login, app, visit } = begin();
    for (let count = 0; count < 50; count += 1) await app.request(`${redirectUri}?code=x&state=bad`);
    expect((await visit(login.answer)).status).toBe(200);
    expect(login.refused).toHaveLength(50);
  });
});

test("a wrong state gets nothing of a login that has ended", async () => {
  const { login, visit } = begin();
  await visit(login.answer);
  const { status, page } = await visit(`${redirectUri}?code=x&state=${"0".repeat(64)}`);
  expect(status).toBe(400);
  expect(page).not.toContain("Abel Tuter");
});

test("the outcome is at no address that could be guessed", async () => {
  const { login, app, visit } = begin();
  await visit(login.answer);
  for (const path of ["/done", "/done/", `/done/${"0".repeat(32)}`, "/done/undefined"]) {
    expect((await app.request(`${origin}${path}`)).status).toBe(404);
  }
});

describe("nothing of a request is reflected:", () => {
  const payloads = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><svg onload=alert(1)>",
    "Call +1 555 0100",
    "\u001b[2J\u001b]0;x\u0007\r\n",
  ];
  test.each(payloads)("%j in every parameter and in the path", async (payload) => {
    const { login, visit } = begin();
    const encoded = encodeURIComponent(payload);
    const pages = [
      await visit(login.answerWith({ error: "access_denied", error_description: payload })),
      await visit(`${redirectUri}?code=${encoded}&state=${encoded}&error=${encoded}`),
      await visit(`${origin}/${encoded}`),
    ];
    for (const { page } of pages) {
      expect(page).toContain("nowtoken");
      expect(page).not.toContain(payload);
      expect(page).not.toMatch(/alert|555/);
    }
  });

  test("an unknown error code is not named", async () => {
    const { login, visit } = begin();
    const { page } = await visit(login.answerWith({ error: "call_555_0100" }));
    expect(page).toContain("AUTHORIZATION_REJECTED");
    expect(page).not.toContain("555");
  });
});

test("what a front end says is escaped", async () => {
  const { login, visit } = begin(async () => `<b>"Abel" & 'co'</b>`);
  const { page } = await visit(login.answer);
  expect(page).toContain("&lt;b&gt;&quot;Abel&quot; &amp; &#39;co&#39;&lt;/b&gt;");
});

test("a page names no other address, and carries no script", async () => {
  const { login, visit } = begin();
  const { page } = await visit(login.answer);
  expect(page.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:|<script|url\(|@import/);
});

test("whoever brought the answer is told of when its page was shown", async () => {
  const login = startLogin(redirectUri);
  const told: Promise<void>[] = [];
  const app = createCallbackApp({ ...login.callback, onAnswered: (shown) => told.push(shown) });
  const { headers } = await app.request(login.answer);
  expect(told).toHaveLength(1);
  const pending = Symbol();
  expect(await Promise.race([told[0], pending])).toBe(pending);
  await app.request(`${origin}${headers.get("location")}`);
  await told[0];
});

test("a request to a port that only begins like ours is refused", async () => {
  const login = startLogin("http://localhost:876/callback");
  const app = createCallbackApp(login.callback);
  expect((await app.request(login.answer.replace(":876", ":8765"))).status).toBe(403);
  expect(login.attempt.status).toBe("waiting");
});

test("a redirect URI that leads elsewhere is refused", () => {
  const { callback } = startLogin("https://dev12345.service-now.com/oauth_redirect.do");
  expect(() => createCallbackApp(callback)).toThrow(TypeError);
});
