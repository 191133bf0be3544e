import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";
import { allow, cleanUp, keepingEnvironment, makeHome, makeInstance } from "./home.ts";
import { makeLogin } from "./kept-login.ts";
import { usePage } from "./page-client.ts";
import { keepLogin, makeKeepingHome, openStore } from "./profiles.ts";

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

  test("keeps a failure for `nowtoken explain`, and names that on the page", async () => {
    const { server, settings } = await makeInstance();
    const home = await makeHome();
    const given = { ...home.environment, ...settings };
    await usePage(given, async ({ read, post }) => {
      const { clientId } = server.instance.client;
      await post("/", { instance: server.origin, clientId, clientSecret: "another-one-than-the-record's" });
      const [, href = ""] = /<a class="main" href="([^"]+)"/u.exec(await read("/authorise")) ?? [];
      await post("/redirect", { redirect: await allow(server, href.replaceAll("&amp;", "&")) });
      expect(await read("/failed")).toContain("`nowtoken explain` lists every cause");
    });
    const explained = await runCommand(["explain", "--json"], { environment: home.environment });
    expect(JSON.parse(explained.stdout)).toMatchObject({
      failure: { code: "TOKEN_REQUEST_REJECTED", command: "ui" },
      known: true,
    });
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

  test("verifies, hands over and logs out as the commands do", async () => {
    const { server, environment, secrets } = await makeLogin({ profile: "acme" });
    const store = openStore(environment);
    const [, , refreshToken = ""] = secrets;
    const run = await usePage(environment, async ({ get, read, post }) => {
      const wishes = { tables: "incident sys_nothing", expectUser: "admin", asConnector: "on" };
      const checks = await (await post("/logins/acme/verify", wishes)).text();
      expect(checks).toContain("Expected admin: somebody else clicked Allow.");
      expect(checks).toContain("The refresh token brings an access token");
      expect(checks).toContain("Check the table&#39;s name");

      const hub = "/logins/acme/hand-over/knowledge-hub";
      expect(await read(hub)).not.toContain(refreshToken);
      expect(store.read("acme")?.handedOver).toEqual([]);
      const shown = await post(`${hub}/value`, { value: "Refresh Token" });
      expect(await shown.json()).toEqual({ value: refreshToken });
      expect(store.read("acme")?.handedOver).toMatchObject([{ to: "knowledge-hub" }]);
      const file = await post("/logins/acme/hand-over/text/download");
      expect(await file.text()).toContain(`Refresh token: ${refreshToken}\n`);

      expect(await read("/logins/acme/log-out")).toContain("stops NiCE Knowledge Hub and");
      await post("/logins/acme/log-out", { way: "revoke" });
      expect(await read("/logins")).toMatch(/Refresh token: revoked.*no tokens/su);
      expect(server.instance.log().some(({ path }) => path.startsWith("/oauth_revo"))).toBe(true);
      await post("/logins/acme/log-out", { way: "forget" });
      expect(await read("/logins")).toContain("The profile acme is forgotten here.");
      expect((await get("/logins/acme/verify")).headers.get("location")).toBe("/logins");
    });
    expect([store.names(), run.exitCode, run.stderr]).toEqual([[], 143, ""]);
  });

  test("keeps a check that failed, and a revocation that was not proved", async () => {
    const { server, environment } = await makeLogin({ profile: "acme" });
    const explained = async () =>
      JSON.parse((await runCommand(["explain", "--json"], { environment })).stdout);
    await usePage(environment, async ({ post }) => {
      const checks = await (await post("/logins/acme/verify", { expectUser: "admin" })).text();
      expect(checks).toContain("`nowtoken explain` lists every cause");
    });
    expect(await explained()).toMatchObject({ failure: { command: "ui", code: "WRONG_USER" } });
    server.instance.behaviour.fault = { kind: "server-error", endpoint: "every" };
    await usePage(environment, async ({ post }) => {
      const page = await (await post("/logins/acme/log-out", { way: "revoke" })).text();
      expect(page).toMatch(/It is not done.*`nowtoken explain` lists every cause/su);
    });
    expect(await explained()).toMatchObject({ failure: { command: "ui", code: "TOKEN_RESPONSE_INVALID" } });
  });

  test("names the other login that a revocation would end", async () => {
    const home = await makeKeepingHome();
    const credential = { refreshToken: "of-both" };
    await keepLogin(home.store, { name: "acme", credential });
    await keepLogin(home.store, { name: "twin", credential });
    await usePage(home.environment, async ({ read }) => {
      expect(await read("/logins/acme/log-out")).toMatch(
        /tokens stops the profile twin<.*value="forget" checked/su,
      );
      expect(await read("/logins")).toContain("Handed over to</dt><dd>the profile acme");
    });
  });

  test("says what keeps a login from being used, in the command's words", async () => {
    const home = await makeKeepingHome();
    await keepLogin(home.store, { name: "acme", settings: { instanceUrl: "http://127.0.0.1:9" } });
    await usePage(home.environment, async ({ post }) => {
      const verified = await (await post("/logins/acme/verify")).text();
      expect(verified).toContain("127.0.0.1:9");
      const answer = await post("/logins/acme/log-out", { way: "revoke-and-forget" });
      expect(await answer.text()).toContain("It is not done");
    });
    expect(home.store.names()).toEqual(["acme"]);
  });
});
