import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";
import { allow, cleanUp, makeHome, makeInstance } from "./home.ts";
import { keepingEnvironment, makeLogin } from "./kept-login.ts";
import { usePage } from "./page-client.ts";
import { openStore } from "./profiles.ts";

afterAll(cleanUp);

describe.concurrent("the page of nowtoken ui", () => {
  test("keeps a login as `login` keeps it, under the name that was given", async () => {
    const { server, settings } = await makeInstance();
    const home = await makeHome();
    const environment = keepingEnvironment(home);
    const given = { ...environment, ...settings, NOWTOKEN_PROFILE: "test" };
    const run = await usePage(given, async ({ read, post }) => {
      const { clientId, clientSecret = "" } = server.instance.client;
      await post("/", { instance: server.origin, clientId, clientSecret });
      const [, href = ""] = /<a class="main" href="([^"]+)"/u.exec(await read("/authorise")) ?? [];
      await post("/redirect", { redirect: await allow(server, href.replaceAll("&amp;", "&")) });
      expect(await read("/tokens")).toContain("Kept as the login <b>test</b>.");
    });
    expect(run.exitCode).toBe(143);
    const token = await runCommand(["token", "--profile", "test"], { environment });
    expect([token.exitCode, token.stderr]).toEqual([0, ""]);
  });

  test("renews a login that is kept, and says that the connector's form stays valid", async () => {
    const { server, environment } = await makeLogin({ profile: "acme" });
    const store = openStore(environment);
    const before = store.read("acme")?.login;
    await usePage(environment, async ({ get, read, post }) => {
      expect((await get("/")).status).toBe(200);
      expect(await read("/logins")).toContain("Handed over to</dt><dd>nobody yet");
      await post("/logins/acme/renew");
      const [, href = ""] = /<a class="main" href="([^"]+)"/u.exec(await read("/authorise")) ?? [];
      await post("/redirect", { redirect: await allow(server, href.replaceAll("&amp;", "&")) });
      expect(await read("/tokens")).toContain("The same refresh token, with a new date");
    });
    const after = store.read("acme")?.login;
    expect(after?.refreshFingerprint).toBe(before?.refreshFingerprint);
    expect(after?.consentAt).not.toEqual(before?.consentAt);
  });
});
