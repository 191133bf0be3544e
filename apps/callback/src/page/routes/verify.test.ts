import { AuthError } from "@nowtoken/core";
import { describe, expect, test } from "vitest";
import { knownLogins, makeListed } from "../../../test/fixtures/page-profiles.ts";
import { visitPage } from "../../../test/fixtures/page-visitor.ts";
import type { PageProfiles, ToldCheck, VerificationWishes } from "../page-profiles.ts";

const visit = (verify: PageProfiles["verify"]) =>
  visitPage({ profiles: knownLogins([makeListed("acme")], { verify }) });

const found: readonly ToldCheck[] = [
  { status: "ok", message: "Signed in as X.", fix: [] },
  { status: "failed", message: "incident: refused.", fix: ["Give the user a <role>."] },
];

describe("verifying a login", () => {
  test("asks for nothing before the button is pressed", async () => {
    const visitor = await visit(() => Promise.reject(new Error("expected nobody to ask")));
    const html = await visitor.read("/logins/acme/verify");
    expect(html).toContain("Asks <b>acme.service-now.com</b>");
    expect(html).not.toContain('id="checks"');
  });

  test("shows each check in a word, with what to do, and leaves the wishes in the form", async () => {
    const asked: [string, VerificationWishes][] = [];
    const visitor = await visit(async (...given) => {
      asked.push(given);
      return found;
    });
    const fields = { tables: " incident, kb_knowledge\n", expectUser: " admin ", asConnector: "on" };
    const html = await (await visitor.post("/logins/acme/verify", fields)).text();
    expect(asked).toEqual([
      ["acme", { tables: ["incident", "kb_knowledge"], expectUser: "admin", asConnector: true }],
    ]);
    expect(html).toContain("One check failed");
    expect(html).toMatch(/>ok<\/span><div><p>Signed in as X\.</);
    expect(html).toMatch(/>failed<\/span><div><p>incident: refused\.</);
    expect(html).toContain("Give the user a &lt;role&gt;.");
    expect(html).toContain('value="incident kb_knowledge"');
    expect(html).toContain('name="asConnector" checked=""');
  });

  test.each([
    [["ok"], "The tokens work</h2>"],
    [["ok", "warning"], "The tokens work, with a warning</h2>"],
    [["failed", "warning", "failed"], "2 checks failed</h2>"],
  ] as const)("sums up %j", async (statuses, words) => {
    const visitor = await visit(async () => statuses.map((status) => ({ status, message: "", fix: [] })));
    expect(await (await visitor.post("/logins/acme/verify")).text()).toContain(words);
  });

  test("that is not possible says why, and offers to renew", async () => {
    const details = { profile: "acme", reason: "refused" } as const;
    const error = new AuthError("LOGIN_REQUIRED", "expected a login", details);
    const visitor = await visit(() => Promise.reject(error));
    const html = await (await visitor.post("/logins/acme/verify", { tables: "incident" })).text();
    expect(html).toContain("Nothing could be verified");
    expect(html).toContain("LOGIN_REQUIRED");
    expect(html).toContain('action="/logins/acme/renew"');
    expect(html).toContain('value="incident"');
  });
});
