import { AuthError } from "@nowtoken/core";
import { describe, expect, test } from "vitest";
import { knownLogins, makeListed } from "../../../test/fixtures/page-profiles.ts";
import { visitPage } from "../../../test/fixtures/page-visitor.ts";
import type { ListedLogin, PageProfiles } from "../page-profiles.ts";

const visit = (login: ListedLogin, given: Partial<PageProfiles> = {}) =>
  visitPage({ profiles: knownLogins([login], given) });

const chosenIn = (html: string) => /value="([^"]+)" checked/.exec(html)?.[1];

describe("logging out", () => {
  test("says who stops working, and proposes to leave them alone", async () => {
    const holders = ["credential file", "knowledge-hub"];
    const html = await (await visit(makeListed("acme", { holders }))).read("/logins/acme/log-out");
    expect(html).toContain(
      "Revoking these tokens stops whoever has the credential file and NiCE Knowledge Hub</b>",
    );
    expect(chosenIn(html)).toBe("forget");
  });

  test("of tokens that nobody else has proposes to revoke them", async () => {
    const html = await (await visit(makeListed("acme"))).read("/logins/acme/log-out");
    expect(html).not.toContain("stops");
    expect(chosenIn(html)).toBe("revoke-and-forget");
  });

  test("does what was chosen, and says so once, with the other logins", async () => {
    const asked: string[][] = [];
    const visitor = await visit(makeListed("acme"), {
      logOut: async (name, way) => {
        asked.push([name, way]);
        return { isDone: true, sentences: ["It is forgotten."] };
      },
    });
    const answer = await visitor.post("/logins/acme/log-out", { way: "revoke" });
    expect(answer.headers.get("location")).toBe("/logins");
    expect(asked).toEqual([["acme", "revoke"]]);
    expect(await visitor.read("/logins")).toContain("It is forgotten.");
    expect(await visitor.read("/logins")).not.toContain("It is forgotten.");
  });

  test.each(["", "both", "__proto__"])("does nothing for %j", async (way) => {
    expect((await (await visit(makeListed("acme"))).post("/logins/acme/log-out", { way })).status).toBe(400);
  });

  test("that is not proved is not done", async () => {
    const visitor = await visit(makeListed("acme"), {
      logOut: async () => ({ isDone: false, sentences: ["Refresh token: could not confirm."] }),
    });
    const html = await (await visitor.post("/logins/acme/log-out", { way: "revoke-and-forget" })).text();
    expect(html).toContain("It is not done");
    expect(html).toContain("Refresh token: could not confirm.");
    expect(html).toContain("Manage Tokens");
    expect(chosenIn(html)).toBe("revoke-and-forget");
  });

  test("that fails says why", async () => {
    const details = { host: "acme.service-now.com", reason: "refused", sent: false } as const;
    const error = new AuthError("INSTANCE_UNREACHABLE", "expected an answer", details);
    const visitor = await visit(makeListed("acme"), { logOut: () => Promise.reject(error) });
    const html = await (await visitor.post("/logins/acme/log-out", { way: "revoke" })).text();
    expect(html).toContain("INSTANCE_UNREACHABLE");
  });
});
