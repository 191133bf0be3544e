import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { countSecrets, findFreePort } from "@nowtoken/contract";
import { changeProfile, fingerprintOf, type Profile } from "@nowtoken/core";
import { visitAsPerson } from "@nowtoken/simulator";
import { afterAll, describe, expect, test } from "vitest";
import { type CommandOptions, runCommand } from "./fixtures/run-command.ts";
import { allow, cleanUp } from "./home.ts";
import { type KeptLogin, type LoginOptions, makeLogin } from "./kept-login.ts";
import { authorizationUrl, type Run } from "./nowtoken.ts";
import { openStore } from "./profiles.ts";

afterAll(cleanUp);

/** How long the logins of these tests have lived, in days: they die in five. */
const age = 95;

/** A login of long ago, whose tokens were handed over to a connector. */
async function makeOldLogin(options: LoginOptions = {}): Promise<KeptLogin> {
  const login = await makeLogin(options);
  const store = openStore(login.environment);
  await changeProfile(store, options.profile ?? "default", ({ login: kept }) => {
    if (kept === undefined) throw new Error("expected a login");
    const { userName } = login.server.instance.user;
    const consentAt = new Date(Date.now() - age * 86_400_000);
    const refreshFingerprint = kept.refreshFingerprint;
    return {
      login: { ...kept, consentAt, user: { userName } },
      handedOver: [{ to: "knowledge-hub", at: consentAt, refreshFingerprint }],
    };
  });
  return login;
}

const read = ({ environment }: KeptLogin, name = "default"): Profile | undefined =>
  openStore(environment).read(name);

/** Renews, with a person who answers the printed URL. */
function renew(
  { environment }: KeptLogin,
  words: readonly string[],
  answer: (url: string) => Promise<string>,
  options: CommandOptions = {},
): Promise<Run> {
  return runCommand(["renew", "--no-open", ...words], {
    environment,
    meanwhile: async ({ process, waitFor }) => {
      const url = await waitFor(authorizationUrl);
      if (url === undefined) process.stdin.end();
      else process.stdin.end(await answer(url));
    },
    ...options,
  });
}

const oneLine = (text: string): string => text.replace(/\s+/gu, " ");

describe.concurrent("nowtoken renew", () => {
  test("tells that the refresh token is the same with a new date, and writes no file", async () => {
    const login = await makeOldLogin();
    const run = await renew(login, [], (url) => allow(login.server, url));
    expect(run.exitCode).toBe(0);
    const day = new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10);
    expect(oneLine(run.stdout)).toBe(
      `default: renewed: the same refresh token with a new date, ${day} (by the default lifespan of 100 days). What was filled in from it stays valid: knowledge-hub. `,
    );
    expect(run.stderr).toContain("Sign in as knowledge.integration:");
    expect(countSecrets(run.stdout + run.stderr, login.secrets)).toBe(0);
    expect(existsSync(login.home.file)).toBe(false);
    expect(Date.now() - Number(read(login)?.login?.consentAt)).toBeLessThan(60_000);
  });

  test("tells that it is a new one, and what has to be updated", async () => {
    const login = await makeOldLogin();
    login.server.instance.reset();
    const run = await renew(login, ["--json"], (url) => allow(login.server, url));
    const { login: after, handedOver } = read(login) ?? {};
    expect(JSON.parse(run.stdout)).toMatchObject({
      profile: "default",
      sameRefreshToken: false,
      refreshFingerprint: after?.refreshFingerprint,
      toUpdate: ["knowledge-hub"],
      user: "knowledge.integration",
    });
    expect(handedOver?.[0]?.refreshFingerprint).toBe(fingerprintOf(login.secrets[2] ?? ""));
    login.server.instance.reset();
    const again = await renew(login, [], (url) => allow(login.server, url));
    expect(oneLine(again.stdout)).toMatch(/a new refresh token, which dies on [\d-]+ \(by the default/u);
  });

  test("names the export that updates a connector's form", async () => {
    const login = await makeOldLogin({ profile: "acme" });
    login.server.instance.reset();
    const run = await renew(login, ["-p", "acme"], (url) => allow(login.server, url));
    expect(oneLine(run.stdout)).toContain(
      "Update knowledge-hub: nowtoken export --to knowledge-hub --profile acme",
    );
  });

  test("keeps nothing of somebody else who signed in, and says so", async () => {
    const login = await makeOldLogin();
    const before = read(login);
    const other = login.server.instance.users[1];
    const run = await renew(login, ["--out", login.home.file], async (url) => {
      const { userName, password } = other ?? { userName: "", password: "" };
      return (await visitAsPerson({ url, userName, password })).redirectedTo;
    });
    expect([run.exitCode, run.stdout]).toEqual([4, ""]);
    expect(oneLine(run.stderr)).toContain(
      `The tokens belong to ${other?.userName}, not to knowledge.integration, and are not kept: all stays as it was.`,
    );
    expect(read(login)).toEqual(before);
    expect(existsSync(login.home.file)).toBe(false);
  });

  test("writes a credential file where it is told to", async () => {
    const login = await makeOldLogin();
    const run = await renew(login, ["--out", login.home.file, "--format", "json"], (url) =>
      allow(login.server, url),
    );
    expect(run.exitCode).toBe(0);
    expect(JSON.parse(await readFile(login.home.file, "utf8"))).toMatchObject({
      instanceUrl: login.server.origin,
      refreshToken: login.secrets[2],
    });
    expect(read(login)?.handedOver.map(({ to }) => to)).toEqual(["knowledge-hub", "credential file"]);
  });

  test("keeps the tokens, warns and forgets no user where the instance does not say whose they are", async () => {
    const login = await makeOldLogin();
    Object.assign(login.server.instance.behaviour, { currentUserEndpoint: false, sysUserReadable: false });
    const run = await renew(login, [], (url) => allow(login.server, url));
    expect([run.exitCode, oneLine(run.stderr)]).toEqual([
      0,
      expect.stringContaining("nowtoken status --check"),
    ]);
    expect(read(login)?.login?.user?.userName).toBe("knowledge.integration");
  });

  test("comes back by itself where the redirect URI leads to this machine, and shows the outcome there", async () => {
    const redirectUri = `http://localhost:${await findFreePort()}/callback`;
    const login = await makeOldLogin();
    login.server.instance.client.redirectUris = [redirectUri];
    const store = openStore(login.environment);
    await changeProfile(store, "default", ({ settings }) => ({ settings: { ...settings, redirectUri } }));
    let shown = "";
    const run = await renew(login, [], async (url) => {
      shown = await (await fetch(await allow(login.server, url))).text();
      return "";
    });
    expect(run.exitCode).toBe(0);
    expect(shown).toContain("The login is renewed");
    expect(shown).toContain("stays valid: knowledge-hub");
  });

  test("does nothing where nothing is due, and lists what would be renewed", async () => {
    const login = await makeOldLogin({ profile: "old" });
    await makeLogin({ profile: "young", home: login.home });
    const { environment } = login;
    const due = await runCommand(["renew", "-p", "young", "--within", "14d"], { environment });
    expect([due.exitCode, due.stdout, due.stderr]).toEqual([0, "", "young is not due within 14d.\n"]);
    const none = await runCommand(["renew", "--all", "--within", "1d"], { environment });
    expect([none.exitCode, none.stderr]).toEqual([0, "No profile is due within 1d.\n"]);
    const noneJson = await runCommand(["renew", "--all", "--within", "1d", "--json"], { environment });
    expect(JSON.parse(noneJson.stdout)).toEqual({ profiles: [] });
    const list = await runCommand(["renew", "--all", "--dry-run", "--json"], { environment });
    expect(JSON.parse(list.stdout)).toMatchObject({
      dryRun: true,
      profiles: [{ profile: "old", state: "due" }],
    });
    expect(login.server.instance.countRequests("POST /oauth_token.do authorization_code")).toBe(1);
  });

  test.each([
    ["no profile", ["renew", "-p", "nobody"], 7, "There is no profile nobody yet."],
    ["a file for all", ["renew", "--all", "--out", "x"], 2, "--all excludes it"],
    ["a time that is none", ["renew", "--within", "soon"], 2, "--within must be a number with a unit"],
  ])("refuses %s", async (_, words, exitCode, sentence) => {
    const { environment } = await makeLogin();
    const run = await runCommand(words, { environment });
    expect([run.exitCode, run.stdout, run.stderr]).toEqual([exitCode, "", expect.stringContaining(sentence)]);
  });
});

describe.concurrent("nowtoken renew --all", () => {
  const urlAt = ({ server }: KeptLogin) => new RegExp(`${server.origin}/oauth_auth\\.do\\?\\S+(?=\\s)`, "u");

  test("renews one after the other, goes on past failures, and sums up", async () => {
    const first = await makeOldLogin({ profile: "first" });
    const denied = await makeOldLogin({ profile: "denied", home: first.home });
    const last = await makeOldLogin({ profile: "last", home: first.home });
    await makeLogin({ profile: "young", home: first.home });
    await writeFile(openStore(first.environment).pathOf("spoilt"), "{");
    last.server.instance.reset();
    const run = await runCommand(["renew", "--all", "--no-open"], {
      environment: { ...first.environment, TERM: "xterm", NO_COLOR: "1" },
      terminal: true,
      meanwhile: async ({ process, waitFor }) => {
        const deniedUrl = new URL((await waitFor(urlAt(denied))) ?? "");
        const { redirect_uri: redirectUri = "", state = "" } = Object.fromEntries(deniedUrl.searchParams);
        process.stdin.write(`${redirectUri}?error=access_denied&state=${state}\r`);
        for (const login of [first, last]) {
          const url = (await waitFor(urlAt(login))) ?? "";
          process.stdin.write(`${await allow(login.server, url)}\r`);
        }
      },
    });
    expect(run.exitCode).toBe(4);
    expect(run.stderr).toMatch(/denied \(1 of 4\)[\s\S]*first \(2 of 4\)[\s\S]*last \(3 of 4\)/u);
    const [, told = "", summary = ""] =
      /^([\s\S]*)(\d of 4 profiles renewed\.[\s\S]*)$/u.exec(run.stdout) ?? [];
    expect(oneLine(told)).toMatch(
      /first: renewed: the same refresh token.*last: renewed: a new refresh token/u,
    );
    expect(oneLine(summary)).toMatch(
      /^2 of 4 profiles renewed\. - denied: .*denied.* - spoilt: .*is damaged/u,
    );
    expect(
      [read(first, "first"), read(first, "last")].map((profile) => profile?.login?.consentAt.getFullYear()),
    ).toEqual(Array(2).fill(new Date().getFullYear()));
  });

  test("does not wait for a second pasted address where there is no terminal", async () => {
    const first = await makeOldLogin({ profile: "first" });
    await makeOldLogin({ profile: "second", home: first.home });
    const run = await runCommand(["renew", "--all", "--json", "--no-open"], {
      environment: first.environment,
    });
    expect(run.exitCode).toBe(2);
    const { profiles, error } = JSON.parse(run.stdout);
    expect(error).toEqual(profiles[0].error);
    expect(profiles).toMatchObject([
      { profile: "first", error: { code: "CONFIG_INVALID" } },
      { profile: "second", error: { code: "CONFIG_INVALID" } },
    ]);
  });
});
