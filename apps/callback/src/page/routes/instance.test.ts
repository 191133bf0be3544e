import { describe, expect, test } from "vitest";
import { valuesOf, visitPage } from "../../../test/fixtures/page-visitor.ts";

const visitor = await visitPage();

describe("the form", () => {
  test("has the guide's names, each with a label", async () => {
    const html = await visitor.read("/");
    for (const name of ["instance", "client_id", "client_secret", "redirect_uri", "token_url"]) {
      expect(html).toContain(`<code>${name}</code>`);
    }
    for (const id of ["instance", "clientId", "clientSecret", "redirectUri", "instanceUrl", "scopes"]) {
      expect(html).toContain(`<label for="${id}">`);
      expect(html).toContain(`id="${id}" name="${id}"`);
    }
  });

  test("begins with the guide's scopes, each to be copied", async () => {
    const html = await visitor.read("/");
    expect(html).toContain('value="useraccount openid profile email offline_access"');
    for (const scope of ["useraccount", "openid", "profile", "email", "offline_access"]) {
      expect(html).toMatch(new RegExp(`<code id="scope-\\d">${scope}</code><button[^>]* data-copy="scope-`));
    }
  });

  test("begins with what is given, but for the secret", async () => {
    const settings = {
      instance: "dev12345",
      clientId: "abc",
      clientSecret: "not-to-be-seen",
      scopes: "openid",
    };
    const html = await (await visitPage({ settings })).read("/");
    expect(html).toContain('value="dev12345"');
    expect(html).toContain("https://dev12345.service-now.com/oauth_redirect.do");
    expect(html).toContain("It is kept from before");
    expect(html).not.toContain("not-to-be-seen");
  });

  test("escapes what was typed", async () => {
    const answer = await visitor.post("/", { instance: '"><script>alert(1)</script>' });
    const html = await answer.text();
    expect(html).toContain("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).not.toContain("<script>");
  });
});

describe("what is sent", () => {
  test("begins a login when it is right", async () => {
    const answer = await (await visitPage()).begin();
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/authorise");
  });

  test("comes back with every problem, in the form's order, each beside its field", async () => {
    const answer = await visitor.post("/", { instance: "dev1@evil.example", redirectUri: "x" });
    const html = await answer.text();
    const keys = [...html.matchAll(/<li><a href="#(\w+)">/g)].map(([, key]) => key);
    expect(keys).toEqual(["instance", "clientId", "clientSecret", "redirectUri"]);
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(4);
    expect(html).toMatch(/id="clientId-problem" aria-live="polite">Client ID must be given\.</);
    expect(html).toContain('role="alert" tabindex="-1" autofocus');
    expect(html).toContain('<details open="">');
  });

  test("needs a secret, unless the record is said to be a public client", async () => {
    const { instance } = visitor;
    const html = await (await visitor.begin({ clientSecret: "" })).text();
    expect(html).toContain("Client secret must be given, or the record be a public client.");
    const answer = await visitor.post("/", { ...valuesOf(instance), clientSecret: "", isPublic: "on" });
    expect(answer.status).toBe(303);
  });

  test("may leave the secret out that was typed before, and never shows it", async () => {
    const other = await visitPage();
    const first = await other.begin({ clientId: "" });
    expect(await first.text()).not.toContain(other.instance.client.clientSecret);
    expect((await other.begin({ clientSecret: "" })).status).toBe(303);
  });

  test("asks for no scopes when none are typed", async () => {
    const other = await visitPage();
    await other.begin({ scopes: "" });
    expect(await other.read("/authorise")).not.toContain("scope=");
  });
});

describe("the check as somebody types", () => {
  const check = async (fields: Record<string, string>): Promise<unknown> =>
    (await visitor.post("/check", fields)).json();

  test("says what is wrong, and nothing of what is still missing", async () => {
    expect(await check({ instance: "dev12345", clientId: "with space" })).toMatchObject({
      problems: { clientId: expect.stringMatching(/^Client ID must be .*\.$/) },
    });
    expect(await check({ instance: "dev12345" })).toHaveProperty("problems", {});
  });

  test("tells an instance and a token URL of different hosts", async () => {
    const answer = await check({ instance: "dev12345", instanceUrl: "https://dev2.service-now.com" });
    expect(answer).toHaveProperty("problems.instance");
  });

  test("knows the redirect URL to register", async () => {
    const own = "https://dev12345.service-now.com/oauth_redirect.do";
    expect(await check({ instance: "dev12345" })).toHaveProperty("redirectUri", own);
    const redirectUri = "http://localhost:8765/callback";
    expect(await check({ instance: "dev12345", redirectUri })).toHaveProperty("redirectUri", redirectUri);
    expect(await check({ instance: "" })).toHaveProperty("redirectUri", null);
  });

  test("changes nothing", async () => {
    await check({ instance: "only-checked" });
    expect(await visitor.read("/")).not.toContain("only-checked");
  });
});

describe("the practice instance", () => {
  test("is offered only where there is one", async () => {
    expect(await visitor.read("/")).not.toContain("practice instance");
    expect((await visitor.post("/practice")).status).toBe(404);
  });

  test("begins with one click, is marked on every page, and leaves the form as it was", async () => {
    let closed = 0;
    const other = await visitPage({
      practice: async () => ({
        settings: { ...valuesOf(other.instance) },
        close: async () => {
          closed += 1;
        },
      }),
    });
    expect(await other.read("/")).toContain("Try it with a practice instance");
    await other.post("/practice");
    expect(await other.read("/authorise")).toContain("<strong>Practice.</strong>");
    await other.post("/redirect", { redirect: await other.consent() });
    expect(await other.read("/tokens")).toContain("<strong>Practice.</strong>");
    expect(await other.read("/")).not.toContain(other.instance.client.clientId);
    await other.post("/authorise");
    expect(closed).toBe(0);
    await other.begin();
    expect(closed).toBe(1);
    expect(await other.read("/authorise")).not.toContain("<strong>Practice.</strong>");
  });
});
