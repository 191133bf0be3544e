import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGuideChecklist } from "@nowtoken/core";
import { describe, expect, test } from "vitest";
import { visitPage } from "../../../test/fixtures/page-visitor.ts";

const settings = { instance: "dev12345" };

describe("the guide on the page", () => {
  test("asks for the instance first, and says what is wrong with it", async () => {
    const { read, post } = await visitPage();
    expect(await read("/guide")).toContain("Which instance is it for?");
    await post("/guide/open", { instance: "user@host" });
    expect(await read("/guide")).toContain("Instance must not carry a user name or password");
    const answer = await post("/guide/open", { instance: "dev12345" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/guide"]);
    expect(await read("/guide")).toContain("The OAuth record on dev12345.service-now.com");
    // The rest of the form is as it was.
    expect(await read("/guide")).toContain("offline_access");
  });

  test("takes along what is typed into the form so far, the redirect URL and the scopes too", async () => {
    const { read, post } = await visitPage();
    const redirectUri = "http://localhost:9000/x";
    await post("/guide/open", { instance: "dev12345", redirectUri, scopes: "useraccount" });
    const html = await read("/guide");
    expect(html).toContain(`oauth_redirect.do,${redirectUri}`);
    expect(html).not.toContain("offline_access");
  });

  test("is offered where the record is needed, and has every value with a copy button of its own", async () => {
    const { read } = await visitPage({ settings });
    expect(await read("/")).toContain('formaction="/guide/open"');
    const html = await read("/guide");
    for (const value of [
      "https://dev12345.service-now.com/oauth_redirect.do",
      "31536000",
      "7200",
      "useraccount",
      "offline_access",
      "CXone Knowledge OAuth",
    ]) {
      const [, id = ""] = new RegExp(`<code id="([^"]+)">${value}</code>`, "u").exec(html) ?? [];
      expect(html).toContain(`data-copy="${id}"`);
    }
    const ids = [...html.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("has other steps before Zurich, and the message for whoever is no administrator", async () => {
    const { read } = await visitPage({ settings });
    const [console, classic] = [await read("/guide"), await read("/guide?ui=classic")];
    expect(console).toContain("OAuth - Authorization code grant");
    expect(classic).toContain("Create an OAuth API endpoint for external clients");
    expect(classic).toContain("Please make an OAuth record for our connector");
  });

  test("remembers what is ticked, for each form by itself, and takes it back", async () => {
    const { read, post } = await visitPage({ settings });
    const tick = (fields: object) => post("/guide", { step: "console-fill", ui: "console", ...fields });
    const answer = await tick({ done: "yes" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/guide?ui=console#console-fill"]);
    expect(await read("/guide")).toContain("1 of 4 steps are done.");
    expect(await read("/guide?ui=classic")).toContain("0 of 4 steps are done.");
    await tick({});
    expect(await read("/guide")).toContain("0 of 4 steps are done.");
    await tick({ step: "no-such-step", done: "yes" });
    await tick({ step: "lifespans", done: "yes" });
    expect(await read("/guide")).toContain("0 of 4 steps are done.");
  });

  test("goes on in another page where the last one ended", async () => {
    const folder = await mkdtemp(join(tmpdir(), "nowtoken-guide-"));
    try {
      const first = await visitPage({ settings, checklist: createGuideChecklist(folder) });
      for (const step of ["new", "fill", "scopes", "secret"]) {
        await first.post("/guide", { step: `console-${step}`, ui: "console", done: "yes" });
      }
      const second = await visitPage({ settings, checklist: createGuideChecklist(folder) });
      expect(await second.read("/guide")).toContain("Every step is done.");
      const other = await visitPage({
        settings: { instance: "dev2" },
        checklist: createGuideChecklist(folder),
      });
      expect(await other.read("/guide")).toContain("0 of 4 steps are done.");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test("lists no address of this computer, unless somebody wants one, or the login comes back there", async () => {
    const { read, post } = await visitPage({ settings });
    const loopback = "oauth_redirect.do,http://localhost:8765/callback</code>";
    expect(await read("/guide")).not.toContain(loopback);
    await post("/guide/choices", { product: "", withLoopback: "on" });
    expect(await read("/guide")).toContain(loopback);
    await post("/guide/choices", { product: "" });
    await post("/guide/open", {
      instance: "dev12345",
      redirectUri: "http://localhost:8765/callback",
      scopes: "",
    });
    const html = await read("/guide");
    expect(html).toContain(loopback);
    expect(html).not.toContain('name="withLoopback"');
  });

  test("knows products, and what to enter in one that does the login itself", async () => {
    const { read, post } = await visitPage({ settings });
    const answer = await post("/guide/choices", { product: "postman", ui: "classic" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/guide?ui=classic"]);
    const html = await read("/guide");
    expect(html).toContain("The OAuth record for Postman on dev12345.service-now.com");
    expect(html).toContain('<option value="postman" selected="">Postman</option>');
    expect(html).toContain("https://dev12345.service-now.com/oauth_token.do");
    await post("/guide/choices", { product: "hunter2" });
    expect(await read("/guide")).toContain("The OAuth record on dev12345.service-now.com");
  });

  test("forgets no tick, and lets none stand for a record of other values", async () => {
    const { read, post } = await visitPage({ settings });
    await post("/guide", { step: "console-fill", ui: "console", done: "yes" });
    const form = { instance: "dev12345", scopes: "useraccount openid profile email offline_access" };
    await post("/guide/open", { ...form, isPublic: "on" });
    expect(await read("/guide")).toContain("0 of 4 steps are done.");
    await post("/guide/open", { ...form, scopes: "useraccount" });
    expect(await read("/guide")).toContain("0 of 4 steps are done.");
    await post("/guide/open", form);
    expect(await read("/guide")).toContain("1 of 4 steps are done.");
  });

  test("shows what was typed as text alone", async () => {
    const { read } = await visitPage({ settings: { ...settings, scopes: "useraccount <b>x</b>&amp;" } });
    const html = await read("/guide");
    expect(html).toContain("&lt;b&gt;x&lt;/b&gt;&amp;amp;");
    expect(html).not.toContain("<b>x</b>");
  });
});
