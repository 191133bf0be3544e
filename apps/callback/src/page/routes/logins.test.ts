import { AuthError } from "@nowtoken/core";
import { describe, expect, test } from "vitest";
import { knownLogins, makeListed } from "../../../test/fixtures/page-profiles.ts";
import { valuesOf, visitPage } from "../../../test/fixtures/page-visitor.ts";
import type { ListedLogin, PageProfiles } from "../page-profiles.ts";

const visit = (logins: readonly ListedLogin[], given: Partial<PageProfiles> = {}) =>
  visitPage({ profiles: knownLogins(logins, given) });

describe("your logins", () => {
  test("are the first page when there are any, and a link away from each", async () => {
    const visitor = await visit([makeListed("acme")]);
    expect(visitor.admitted.headers.get("location")).toBe("/logins");
    await visitor.begin();
    for (const path of ["/", "/authorise", "/guide"]) {
      expect(await visitor.read(path)).toContain('<a href="/logins">Your logins</a>');
    }
    expect(await visitor.read("/logins")).toContain('<a href="/logins" aria-current="page">');
  });

  test("lead to the first login while there are none", async () => {
    const visitor = await visit([]);
    expect(visitor.admitted.headers.get("location")).toBe("/");
    expect(await visitor.read("/logins")).toContain("Log in for the first time");
    expect((await visitor.post("/logins/new")).headers.get("location")).toBe("/");
  });

  test("that cannot be listed keep nobody from logging in, and say why", async () => {
    const details = { path: "/state", reason: "io" } as const;
    const list = () => {
      throw new AuthError("STORE_UNUSABLE", "expected a folder", details);
    };
    const visitor = await visit([], { list, defaultName: list });
    expect(visitor.admitted.headers.get("location")).toBe("/");
    expect((await visitor.get("/")).status).toBe(200);
    const answer = await visitor.get("/logins");
    expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining("STORE_UNUSABLE")]);
  });

  test("are nowhere on a page that keeps none", async () => {
    const visitor = await visitPage();
    expect(await visitor.read("/")).not.toMatch(/logins|name="profile"/);
    expect((await visitor.get("/logins")).status).toBe(404);
    expect((await visitor.post("/logins/acme/renew")).status).toBe(404);
  });

  test("say of each whose it is, when it dies, and whom it was handed to", async () => {
    const holders = ["knowledge-hub", "credential file"];
    const html = await (await visit([makeListed("acme", { holders, chosen: true })])).read("/logins");
    expect(html).toContain('acme<span class="tag chosen">chosen</span></h2>');
    expect(html).toContain("acme.service-now.com · Knowledge Integration (knowledge.integration)");
    expect(html).toMatch(
      /dies on <b><time datetime="2026-06-09[^"]+">9 June 2026<\/time><\/b>, <span class="whole">in 100 days/,
    );
    expect(html).toContain("(assumed)");
    expect(html).toContain("30 minutes left");
    expect(html).toContain("NiCE Knowledge Hub and credential file");
    expect(html).toContain("One is kept. None needs anything within 14 days.");
  });

  test.each([
    ["due soon", { daysAgo: 90 }],
    ["dead", { daysAgo: 100 }],
    ["refused", { refusedAt: new Date("2026-02-20T12:00:00Z") }],
  ])("say %s in words, and offer to renew before anything else", async (words, change) => {
    const html = await (await visit([makeListed("acme", change)])).read("/logins");
    expect(html).toContain(`${words}</span></h2>`);
    expect(html).toContain('class="main">Renew<span class="unseen"> acme</span>');
    expect(html).toContain("It needs a look now, or within 14 days.");
  });

  test("get a name of their own, unless none is to be kept", async () => {
    expect(await (await visit([])).read("/")).toMatch(/<input id="profile"[^>]* placeholder="default"/);
    const visitor = await visitPage({ profiles: knownLogins([]), settings: { store: "none" } });
    expect(await visitor.read("/")).not.toContain('name="profile"');
  });

  test("that cannot be read say why, and hide no other", async () => {
    const error = new AuthError("STORE_UNUSABLE", "expected a profile", { path: "x", reason: "unreadable" });
    const html = await (await visit([{ name: "broken", chosen: false, error }, makeListed("acme")])).read(
      "/logins",
    );
    expect(html).toContain('broken<span class="tag dead">unreadable</span>');
    expect(html).toContain("STORE_UNUSABLE");
    expect(html).toContain("acme.service-now.com");
  });

  test("escape what a profile holds", async () => {
    const user = { userName: "<b>bold</b>" };
    const html = await (await visit([makeListed("acme", { user })])).read("/logins?find=%3Cb%3E");
    expect(html).not.toContain("<b>bold");
    expect(html).toContain('value="&lt;b&gt;"');
  });

  test("of machines need no person to renew them", async () => {
    const visitor = await visit([makeListed("acme", { grant: "jwt-bearer" })]);
    expect(await visitor.read("/logins")).not.toContain("/renew");
    expect((await visitor.post("/logins/acme/renew")).headers.get("location")).toBe("/logins");
  });

  test("of many instances come page by page, and can be searched", async () => {
    const visitor = await visit(Array.from({ length: 13 }, (_, index) => makeListed(`dev${index}`)));
    const first = await visitor.read("/logins");
    expect(first).toContain("Page 1 of 2, 13 logins");
    expect(first).not.toContain(">dev12<");
    const [, next = ""] = /href="([^"]+)" rel="next"/.exec(first) ?? [];
    expect(await visitor.read(next.replaceAll("&amp;", "&"))).toContain(">dev12<");
    expect(await visitor.read("/logins?find=dev12")).toContain(">dev12<");
  });
});

describe("renewing a login", () => {
  async function visitAcme(settings: object = {}) {
    const asked: string[] = [];
    const visitor = await visit([makeListed("acme")], {
      settingsOf: async (name) => {
        asked.push(name);
        return { ...valuesOf(visitor.instance), profile: name, ...settings };
      },
    });
    return { visitor, asked };
  }

  test("begins another with its values, and says whose account to use", async () => {
    const { visitor, asked } = await visitAcme();
    const answer = await visitor.post("/logins/acme/renew");
    expect(answer.headers.get("location")).toBe("/authorise");
    expect(asked).toEqual(["acme"]);
    const html = await visitor.read("/authorise");
    expect(html).toContain("That renews the login <b>acme</b>; sign in as <b>knowledge.integration</b>");
    await visitor.post("/authorise");
    expect(await visitor.read("/authorise")).toContain("renews the login <b>acme</b>");
    const end = await visitor.post("/redirect", { redirect: await visitor.consent() });
    expect(end.headers.get("location")).toBe("/tokens");
  });

  test("leaves its values in the form, without the secret, until a new login is asked for", async () => {
    const { visitor } = await visitAcme();
    await visitor.post("/logins/acme/renew");
    const html = await visitor.read("/");
    expect(html).toContain(`value="${visitor.instance.client.clientId}"`);
    expect(html).toContain('name="profile" type="text" value="acme"');
    expect(html).not.toContain(visitor.instance.client.clientSecret);
    await visitor.post("/logins/new");
    expect(await visitor.read("/")).not.toContain(visitor.instance.client.clientId);
  });

  test("by somebody else keeps nothing, and says who was expected", async () => {
    const kept: string[] = [];
    const admin = makeListed("acme", { user: { userName: "admin" } });
    const visitor = await visit([admin], {
      settingsOf: async () => valuesOf(visitor.instance),
      prepare: async () => ({
        keep: async () => {
          kept.push("acme");
          throw new Error("expected nobody to keep it");
        },
      }),
    });
    await visitor.post("/logins/acme/renew");
    const end = await visitor.post("/redirect", { redirect: await visitor.consent() });
    expect(end.headers.get("location")).toBe("/failed");
    expect(await visitor.read("/failed")).toContain("WRONG_USER");
    expect(kept).toEqual([]);
  });

  test("of a public client asks for no secret", async () => {
    const { visitor } = await visitAcme({ clientSecret: undefined });
    await visitor.post("/logins/acme/renew");
    expect(await visitor.read("/")).toContain('name="isPublic" checked=""');
  });

  test("that is gone, or of no name, leads back to the list", async () => {
    const { visitor, asked } = await visitAcme();
    expect((await visitor.post("/logins/other/renew")).headers.get("location")).toBe("/logins");
    for (const path of ["/logins/%61cme/renew", "/logins/..%2facme/renew", "/logins/acme/renew/"]) {
      expect([path, (await visitor.post(path)).status]).toEqual([path, 404]);
    }
    expect((await visitor.get("/logins/acme/renew")).headers.get("location")).toBe("/logins");
    expect(asked).toEqual([]);
  });

  test("whose secrets cannot be opened says so", async () => {
    const details = { path: "x", reason: "key-missing" } as const;
    const error = new AuthError("STORE_UNUSABLE", "expected a key", details);
    const visitor = await visit([makeListed("acme")], { settingsOf: () => Promise.reject(error) });
    const answer = await visitor.post("/logins/acme/renew");
    expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining("STORE_UNUSABLE")]);
  });
});
