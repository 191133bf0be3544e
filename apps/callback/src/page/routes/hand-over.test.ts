import { AuthError, type ConnectorValues, connectorNames } from "@nowtoken/core";
import { describe, expect, test } from "vitest";
import { knownLogins, makeListed } from "../../../test/fixtures/page-profiles.ts";
import { visitPage } from "../../../test/fixtures/page-visitor.ts";
import type { PageProfiles, ReadableLogin } from "../page-profiles.ts";

const values: ConnectorValues = {
  instanceUrl: "https://acme.service-now.com",
  clientId: "the-client-id",
  clientSecret: "HUSH&CLIENT",
  accessToken: "HUSH-ACCESS",
  refreshToken: "HUSH-REFRESH",
  expiresAt: undefined,
  scopes: ["useraccount"],
};

/** A page with a login to hand over, and what it was asked for. */
async function visit(given: Partial<PageProfiles> = {}, login: ReadableLogin = makeListed("acme")) {
  const events: string[] = [];
  const profiles = knownLogins([login], {
    valuesOf: async (name, { isFresh }) => {
      events.push(`${isFresh ? "fresh" : "kept"} values of ${name}`);
      return { values, warnings: isFresh ? ["The token is old."] : [] };
    },
    noteHandOver: async (name, to) => void events.push(`${name} handed to ${to}`),
    ...given,
  });
  return { ...(await visitPage({ profiles })), events };
}

const hub = "/logins/acme/hand-over/knowledge-hub";

describe("handing a login over", () => {
  test("offers every product, and says who has the tokens already", async () => {
    const listed = makeListed("acme", { holders: ["splunk"] });
    const at = new Date("2026-02-01T12:00:00Z");
    const handedOver = [
      { to: "splunk", at, refreshFingerprint: "01234567" },
      { to: "appflow", at, refreshFingerprint: "76543210" },
      { to: "now-sdk", at, refreshFingerprint: null },
    ];
    const { read, events } = await visit({}, { ...listed, profile: { ...listed.profile, handedOver } });
    const html = await read("/logins/acme/hand-over");
    const targets = [...html.matchAll(/href="\/logins\/acme\/hand-over\/([^"]+)"/g)].map(([, name]) => name);
    expect(targets).toEqual(connectorNames);
    expect(html).toMatch(
      /Splunk[^<]*<\/b><span class="soft">has these tokens since <time[^>]+>1 February 2026/,
    );
    expect(html).toMatch(/AppFlow<\/b><span class="soft">has earlier tokens, of/);
    expect(html).toMatch(/SDK<\/b><span class="soft">got an access token alone on/);
    expect(events).toEqual([]);
  });

  test("shows the form's fields in its order, and no secret before it is asked for", async () => {
    const { read, events } = await visit();
    const html = await read(hub);
    expect([...html.matchAll(/<dt>([^<]+)</g)].map(([, label]) => label)).toEqual([
      "Client ID",
      "Client Secret",
      "Access Token",
      "Refresh Token",
    ]);
    expect(html).toContain("the-client-id");
    expect(html).not.toContain("HUSH");
    expect(events).toEqual(["kept values of acme"]);
  });

  test.each(connectorNames)("to %s leaves every secret out of the page", async (to) => {
    const html = await (await visit()).read(`/logins/acme/hand-over/${to}`);
    expect(html).toContain("<dt>");
    expect(html).not.toContain("HUSH");
  });

  test("shows the one secret that is asked for, fresh, and remembers it", async () => {
    const { post, events } = await visit();
    const html = await (await post(`${hub}/show`, { value: "Refresh Token" })).text();
    expect(html).toContain("HUSH-REFRESH");
    expect(html).not.toMatch(/HUSH-ACCESS|HUSH&amp;/);
    expect(html).toContain("The token is old.");
    expect(events).toEqual(["fresh values of acme", "acme handed to knowledge-hub"]);
  });

  test("hands a value to the script, and remembers a secret one", async () => {
    const { post, events } = await visit();
    expect(await (await post(`${hub}/value`, { value: "Client Secret" })).json()).toEqual({
      value: "HUSH&CLIENT",
    });
    expect(await (await post(`${hub}/value`, { value: "Client ID" })).json()).toEqual({
      value: "the-client-id",
    });
    expect(events.filter((event) => event.includes("handed"))).toEqual(["acme handed to knowledge-hub"]);
  });

  test.each(["", "Nothing", "__proto__"])("knows no field %j", async (value) => {
    const { post, events } = await visit();
    expect((await post(`${hub}/value`, { value })).status).toBe(400);
    expect(await (await post(`${hub}/show`, { value })).text()).not.toContain("HUSH");
    expect(events).not.toContain("acme handed to knowledge-hub");
  });

  test("is a file too, under a name of its own", async () => {
    const { post, events } = await visit();
    const answer = await post("/logins/acme/hand-over/json/download");
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="servicenow-json.json"');
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(await answer.json()).toMatchObject({ refreshToken: "HUSH-REFRESH" });
    expect(events).toEqual(["fresh values of acme", "acme handed to json"]);
  });

  test("what is to be done, and not typed, has no copy button", async () => {
    const html = await (await visit()).read("/logins/acme/hand-over/moveworks");
    expect(html).toContain("(leave blank)");
    expect(html.match(/data-copy=/g)).toHaveLength(5);
  });

  test("of a dead login says to renew it first", async () => {
    const { read } = await visit({}, makeListed("acme", { daysAgo: 101 }));
    expect(await read(hub)).toContain("These tokens do not work any more");
    expect(await (await visit()).read(hub)).not.toContain("do not work");
  });

  test("that lacks what the product needs says so, and nothing is remembered", async () => {
    const { read, post, events } = await visit({
      valuesOf: async () => ({ values: { ...values, refreshToken: undefined }, warnings: [] }),
    });
    for (const answer of [await read(hub), await (await post(`${hub}/download`)).text()]) {
      expect(answer).toContain("It cannot be handed over");
      expect(answer).toContain("CONFIG_INVALID");
    }
    expect(events).toEqual([]);
  });

  test("that needs a login says so, as a page and to the script", async () => {
    const details = { profile: "acme", reason: "refused" } as const;
    const error = new AuthError("LOGIN_REQUIRED", "expected a login", details);
    const { post } = await visit({ valuesOf: () => Promise.reject(error) });
    const shown = await post(`${hub}/show`, { value: "Client Secret" });
    expect([shown.status, await shown.text()]).toEqual([401, expect.stringContaining("LOGIN_REQUIRED")]);
    expect((await post(`${hub}/value`, { value: "Client Secret" })).status).toBe(401);
  });

  test("to nobody that is known, or asked for by its address, leads back", async () => {
    const { get, post } = await visit();
    const location = async (answer: Promise<Response>) => (await answer).headers.get("location");
    expect(await location(get("/logins/acme/hand-over/toString"))).toBe("/logins/acme/hand-over");
    expect(await location(post("/logins/acme/hand-over/toString/download"))).toBe("/logins/acme/hand-over");
    expect(await location(get(`${hub}/show`))).toBe(hub);
    expect(await location(get("/logins/other/hand-over"))).toBe("/logins");
  });
});
