import { AuthError } from "@nowtoken/core";
import { createPracticeInstance } from "@nowtoken/simulator";
import { describe, expect, test } from "vitest";
import { pageOptions, valuesOf, visitPage } from "../../../test/fixtures/page-visitor.ts";
import type { PageLogin } from "../login.ts";

const loopback = "http://localhost:8765/callback";

/** A page with listeners that only remember what they are to listen for. */
async function visitWithListener() {
  const attempts: PageLogin["attempt"][] = [];
  const events: string[] = [];
  const visitor = await visitPage({
    listen: async (attempt) => {
      const number = attempts.push(attempt);
      events.push(`opened ${number}`);
      return {
        close: async () => {
          await new Promise((resolve) => setImmediate(resolve));
          events.push(`closed ${number}`);
        },
      };
    },
  });
  visitor.instance.client.redirectUris.push(loopback);
  return { ...visitor, attempts, events };
}

/** A page whose exchange is under way until it is let finish. */
async function visitSlowly() {
  const instance = createPracticeInstance();
  const gate = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  const { effects } = pageOptions(instance);
  const visitor = await visitPage({
    effects: {
      ...effects,
      fetch: async (url, init) => {
        arrived.resolve();
        await gate.promise;
        return instance.request(url, init);
      },
    },
  });
  await visitor.begin(valuesOf(instance));
  const pasted = visitor.post("/redirect", { redirect: await visitor.consent("allow", instance) });
  await arrived.promise;
  return { visitor, pasted, finish: gate.resolve };
}

describe("the page that waits", () => {
  test("leads to the instance by a link into another tab, with the warning first", async () => {
    const visitor = await visitPage();
    await visitor.begin();
    const html = await visitor.read("/authorise");
    expect(html).toMatch(/<a class="main" href="https:\/\/dev12345[^"]+" target="_blank" rel="noopener">/);
    expect(html.indexOf("Use the integration’s account")).toBeLessThan(html.indexOf('target="_blank"'));
  });

  test("shows what to copy, and that the failure page is expected", async () => {
    const visitor = await visitPage();
    await visitor.begin();
    const html = await visitor.read("/authorise");
    expect(html).toMatch(/<svg class="drawing"[^>]* role="img" aria-label="A browser after Allow/);
    expect(html).toContain("<b>That is expected</b>");
    expect(html).toContain('<label for="redirect">');
    expect(html).not.toContain("http-equiv");
  });

  test("says until when it waits, and what the record must hold", async () => {
    const visitor = await visitPage();
    await visitor.begin();
    const html = await visitor.read("/authorise");
    expect(html).toContain('<time datetime="2026-03-01T12:05:00.000Z">');
    expect(html).toContain(
      '<code id="redirect-url">https://dev12345.service-now.com/oauth_redirect.do</code>',
    );
  });

  test("warns of the guide's own sample", async () => {
    const visitor = await visitPage();
    await visitor.begin({ clientId: "6f9d3c8e0a0a4b7fb2c9e4a1b3c12345" });
    expect(await visitor.read("/authorise")).toContain("The client id is the sample of the guide");
  });

  test.each(["/authorise", "/tokens", "/failed", "/redirect", "/tokens/show"])(
    "leads %s to where the login really is",
    async (path) => {
      const visitor = await visitPage();
      expect((await visitor.get(path)).headers.get("location")).toBe("/");
      await visitor.begin();
      const answer = await visitor.get(path);
      expect(answer.headers.get("location")).toBe(path === "/authorise" ? null : "/authorise");
    },
  );
});

describe("an address that is pasted", () => {
  test("ends the login when it is the answer", async () => {
    const visitor = await visitPage();
    const answer = await visitor.logIn();
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/tokens");
  });

  test("is told when it is not, beside the box, while the login goes on waiting", async () => {
    const visitor = await visitPage();
    await visitor.begin();
    const redirect = await visitor.consent();
    for (const wrong of [
      "",
      "https://dev12345.service-now.com/oauth_redirect.do?code=a&state=b",
      "nonsense",
    ]) {
      const html = await (await visitor.post("/redirect", { redirect: wrong })).text();
      expect(html).toContain("It failed");
      expect(html).toContain('aria-describedby="failure redirect-hint"');
    }
    expect((await visitor.post("/redirect", { redirect })).headers.get("location")).toBe("/tokens");
  });

  test("is exchanged once, however often it is sent", async () => {
    const visitor = await visitPage();
    await visitor.begin();
    const redirect = await visitor.consent();
    const answers = await Promise.all([1, 2, 3].map(() => visitor.post("/redirect", { redirect })));
    expect(answers.map(({ headers }) => headers.get("location"))).toEqual(["/tokens", "/tokens", "/tokens"]);
    expect(visitor.instance.log().filter(({ path }) => path === "/oauth_token.do")).toHaveLength(1);
  });

  test("is not left for another login while its code is being exchanged", async () => {
    const { visitor, pasted, finish } = await visitSlowly();
    await visitor.post("/authorise");
    expect(await visitor.read("/authorise")).toContain("The tokens are being fetched");
    finish();
    expect((await pasted).headers.get("location")).toBe("/tokens");
  });

  test("does not keep the page from closing while its code is being exchanged", async () => {
    const { visitor, pasted, finish } = await visitSlowly();
    await visitor.page.close();
    finish();
    expect((await pasted).status).toBe(303);
  });

  test("never comes back in the page", async () => {
    const visitor = await visitPage();
    await visitor.begin();
    const redirect = "https://dev12345.service-now.com/oauth_redirect.do?code=SECRETCODE&state=OTHERSTATE";
    const html = await (await visitor.post("/redirect", { redirect })).text();
    expect(html).not.toMatch(/SECRETCODE|OTHERSTATE/);
  });

  test("that came back to another address of the record offers that one", async () => {
    const { begin, consent, post, instance, read } = await visitWithListener();
    instance.behaviour.redirectFallback = "first";
    instance.client.redirectUris.splice(1);
    await begin({ redirectUri: loopback });
    const html = await (await post("/redirect", { redirect: await consent() })).text();
    const own = `${instance.origin}/oauth_redirect.do`;
    expect(html).toContain(`<input type="hidden" name="redirectUri" value="${own}"/>`);
    await post("/authorise", { redirectUri: own });
    expect((await post("/redirect", { redirect: await consent() })).headers.get("location")).toBe("/tokens");
    expect(await read("/")).toContain(`value="${own}"`);
  });
});

describe("a loopback redirect URI", () => {
  test("is listened on, and the page goes on by itself, without a script too", async () => {
    const { begin, read, attempts, events, consent } = await visitWithListener();
    await begin({ redirectUri: loopback });
    const html = await read("/authorise");
    expect(html).toContain('data-waits-from="/authorise waiting"');
    expect(html).toContain('<noscript><meta http-equiv="refresh" content="3"/></noscript>');
    expect(JSON.parse(await read("/status"))).toEqual({ stage: "/authorise", detail: "waiting" });
    await attempts[0]?.receive(await consent());
    expect(JSON.parse(await read("/status"))).toMatchObject({ stage: "/tokens" });
    await expect.poll(() => events).toEqual(["opened 1", "closed 1"]);
  });

  test("that is taken is told at once", async () => {
    const details = { host: "127.0.0.1", port: 8765, systemCode: "EADDRINUSE" };
    const visitor = await visitPage({
      listen: () => Promise.reject(new AuthError("PORT_UNAVAILABLE", "expected a free port", details)),
    });
    await visitor.begin({ redirectUri: loopback });
    expect((await visitor.get("/authorise")).headers.get("location")).toBe("/failed");
    expect(await visitor.read("/failed")).toContain("PORT_UNAVAILABLE");
  });

  test("is given back before another login listens", async () => {
    const { begin, post, events } = await visitWithListener();
    await begin({ redirectUri: loopback });
    await post("/authorise");
    expect(events).toEqual(["opened 1", "closed 1", "opened 2"]);
  });

  test("is given back by one login after the other when a button is pressed twice", async () => {
    const { begin, post, events } = await visitWithListener();
    await begin({ redirectUri: loopback });
    await Promise.all([post("/authorise"), post("/authorise")]);
    expect(events).toEqual(["opened 1", "closed 1", "opened 2", "closed 2", "opened 3"]);
  });

  test("of the instance itself, which a practice instance has, is left to it", async () => {
    const { begin, read, events } = await visitWithListener();
    await begin({ instance: "http://127.0.0.1:9999" });
    expect(events).toEqual([]);
    expect(await read("/authorise")).toContain('class="drawing"');
  });

  test("of nobody that listens is pasted", async () => {
    const visitor = await visitPage();
    await visitor.begin({ redirectUri: loopback });
    expect(await visitor.read("/authorise")).toContain("even that it cannot be reached");
  });
});

describe("a login that fails", () => {
  async function fail(prepare: (visitor: Awaited<ReturnType<typeof visitPage>>) => void, decision?: "deny") {
    const visitor = await visitPage();
    await visitor.begin();
    prepare(visitor);
    await visitor.post("/redirect", { redirect: await visitor.consent(decision) });
    return { visitor, html: await visitor.read("/failed") };
  }
  const withSecret = (clientSecret: string) => (visitor: Awaited<ReturnType<typeof visitPage>>) => {
    visitor.instance.client.clientSecret = clientSecret;
  };

  test("with the catch-all answer shows what was sent, and behind a line the causes that it may have", async () => {
    const { html, visitor } = await fail(withSecret("another"));
    expect(html).toContain("What to compare with the OAuth record");
    expect(html).toContain(visitor.instance.client.clientId);
    expect(html).toContain("useraccount openid profile email offline_access");
    const [shown = "", hidden = ""] = html.split("<details");
    expect(hidden).toContain("<h3>The client secret is not the one of the OAuth record.</h3>");
    expect(hidden).toContain("The authorization code is no longer good");
    expect(shown).not.toContain("The client secret is not");
    // The fresh code leaves the scopes as what to try first.
    expect(shown).toContain("Try with useraccount alone");
  });

  test("for a reason that the instance names shows the causes of that", async () => {
    const { html } = await fail((visitor) => {
      withSecret("another")(visitor);
      visitor.instance.behaviour.errors = "modern";
    });
    expect(html).toContain("other causes that it may have");
    expect(html).toContain("The OAuth record is not active.");
    expect(html).not.toContain("The authorization code");
  });

  test.each([
    ["that the instance hides may have many causes", '{"error":"server_error"}', true],
    ["that nobody knows is no matter of the client secret", '{"error":"constructor"}', false],
  ])("for a reason %s", async (_, body, isListed) => {
    const { html } = await fail(({ instance }) => {
      instance.behaviour.fault = { kind: "answer", status: 400, body };
    });
    expect(html.includes("The client secret is not the one of the OAuth record.")).toBe(isListed);
  });

  test("because the person said no is no matter of the client secret", async () => {
    const { html } = await fail(() => undefined, "deny");
    expect(html).toContain("AUTHORIZATION_REJECTED");
    expect(html).toContain("The signed-in user may not use this OAuth application.");
    expect(html).not.toMatch(/client secret|What to compare/);
  });

  test("can be begun again, with fewer scopes too", async () => {
    const { visitor } = await fail(withSecret("another"));
    await visitor.post("/authorise", { scopes: "useraccount" });
    const html = await visitor.read("/authorise");
    expect(html).toContain("scope=useraccount&amp;");
    expect(await visitor.read("/")).toContain('name="scopes" type="text" value="useraccount"');
  });

  test("can be begun again with consent asked anew", async () => {
    const { visitor } = await fail(withSecret("another"));
    await visitor.post("/authorise", { forceConsent: "yes" });
    expect(await visitor.read("/authorise")).toContain("approval_prompt=force");
  });

  test("never shows what the redirect said in its own words", async () => {
    const visitor = await visitPage();
    await visitor.begin();
    const redirect = new URL(await visitor.consent("deny"));
    redirect.searchParams.set("error", "<b>bold</b>");
    redirect.searchParams.set("error_description", "Call +1 555 0100");
    await visitor.post("/redirect", { redirect: redirect.href });
    const html = await visitor.read("/failed");
    expect(html).toContain("AUTHORIZATION_REJECTED");
    expect(html).not.toMatch(/555 0100|bold/);
  });

  test("because nobody came says so", async () => {
    const visitor = await visitPage();
    const other = await visitPage({ settings: { wait: "5ms" } });
    await other.begin();
    await expect.poll(async () => (await other.get("/authorise")).headers.get("location")).toBe("/failed");
    expect(await other.read("/failed")).toContain("LOGIN_TIMED_OUT");
    expect((await visitor.get("/")).status).toBe(200);
  });
});

test("a change that is no setting changes nothing", async () => {
  const visitor = await visitPage();
  await visitor.begin();
  const answer = await visitor.post("/authorise", { redirectUri: "javascript:alert(1)" });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain("CONFIG_INVALID");
  expect((await visitor.get("/authorise")).status).toBe(200);
  expect(await visitor.read("/")).not.toContain("javascript:");
});

test("each failure that is told of is handed on once: a wrong paste, a login that ends, what cannot begin", async () => {
  const heard: string[] = [];
  const visitor = await visitPage({ onFailure: ({ code }) => void heard.push(code) });
  await visitor.begin();
  await visitor.post("/redirect", { redirect: "nonsense" });
  expect(heard).toEqual(["REDIRECT_MALFORMED"]);
  await visitor.post("/redirect", { redirect: await visitor.consent("deny") });
  await visitor.read("/failed");
  await visitor.read("/failed");
  expect(heard).toEqual(["REDIRECT_MALFORMED", "AUTHORIZATION_REJECTED"]);
  await visitor.post("/guide/open", { instance: "dev1", redirectUri: "https://a.example/,b", scopes: "" });
  expect((await visitor.get("/guide")).status).toBe(400);
  expect(heard.slice(2)).toEqual(["CONFIG_INVALID"]);
});
