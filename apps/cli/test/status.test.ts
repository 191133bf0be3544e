import { writeFile } from "node:fs/promises";
import { changeProfile, type Profile } from "@nowtoken/core";
import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";
import { cleanUp } from "./home.ts";
import { type KeptLogin, makeLogin } from "./kept-login.ts";
import { type KeepingHome, keepLogin, makeKeepingHome, openStore } from "./profiles.ts";

afterAll(cleanUp);

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const dayOf = (date: Date) => date.toISOString().slice(0, 10);

/** Logins of every state, and a file that is none. */
async function makeFleet(): Promise<KeepingHome> {
  const home = await makeKeepingHome();
  const { store } = home;
  await keepLogin(store, { name: "default" });
  await keepLogin(store, { name: "due", receivedAt: daysAgo(95) });
  await keepLogin(store, { name: "dead", receivedAt: daysAgo(120) });
  await keepLogin(store, {
    name: "year",
    receivedAt: daysAgo(120),
    settings: { refreshLifespanSeconds: 31_536_000 },
  });
  await keepLogin(store, {
    name: "machine",
    grant: "client-credentials",
    credential: { refreshToken: undefined },
  });
  await keepLogin(store, { name: "refused" });
  await changeProfile(store, "refused", ({ login }) =>
    login ? { login: { ...login, refusedAt: new Date() } } : {},
  );
  await writeFile(store.pathOf("spoilt"), "{");
  return home;
}

describe.concurrent("nowtoken status", () => {
  test("shows the chosen profile alone, and ends with 0 when nothing is due", async () => {
    const { environment } = await makeFleet();
    const run = await runCommand(["status"], { environment });
    expect(run.exitCode).toBe(0);
    const lines = run.stdout.trimEnd().split("\n");
    const death = dayOf(new Date(Date.now() + 100 * 86_400_000));
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(
      new RegExp(`^\\*  default +dev12345 +knowledge\\.integration +\\d+ min +~${death} +99 d$`, "u"),
    );
    expect(run.stderr).toContain("default lifespan of 100 days");
  });

  test("shows all profiles, what is due, dead, refused or unreadable, and ends with 7", async () => {
    const { environment } = await makeFleet();
    const run = await runCommand(["status", "--all"], { environment });
    expect(run.exitCode).toBe(7);
    const rows = run.stdout.split("\n").map((line) => line.slice(3).split(/ {2,}/u));
    expect(rows.map(([name, ...cells]) => [name, cells.at(-1)])).toEqual([
      ["PROFILE", "IN"],
      ["dead", "died"],
      ["default", "99 d"],
      ["due", "due, 4 d"],
      ["machine", "none"],
      ["refused", "refused"],
      ["spoilt", "unreadable"],
      ["year", expect.stringMatching(/^24[45] d$/u)],
      ["", undefined],
    ]);
    const told = run.stderr.replace(/\s+/gu, " ");
    expect(told).toContain("3 profiles need a login within 14d: `nowtoken renew --all --within 14d`.");
    expect(told).toMatch(/spoilt: \S+spoilt\.json is damaged/u);
  });

  test("tells a program everything but the secrets, and needs no key for it", async () => {
    const { environment } = await makeFleet();
    const { NOWTOKEN_VAULT_KEY: _, ...keyless } = environment;
    const run = await runCommand(["status", "--all", "--json"], { environment: keyless });
    expect(run.exitCode).toBe(7);
    expect(run.stderr).toBe("");
    const { profiles } = JSON.parse(run.stdout);
    const states = profiles.map(({ profile, state }: Record<string, string>) => [profile, state]);
    expect(Object.fromEntries(states)).toEqual({
      dead: "expired",
      default: "ok",
      due: "due",
      machine: "ok",
      refused: "refused",
      spoilt: "unreadable",
      year: "ok",
    });
    expect(profiles[1]).toMatchObject({ chosen: true, refreshToken: { lifespanSource: "assumed" } });
    expect(profiles[5]).toMatchObject({ error: { code: "STORE_UNUSABLE" } });
    expect(profiles[6]).toMatchObject({ refreshToken: { lifespanSource: "settings" } });
    expect(run.stdout).not.toMatch(/access-of|refresh-of|a-client-secret|sealed/u);
  });

  test("warns as long ahead as it is told to", async () => {
    const { environment } = await makeFleet();
    const soon = await runCommand(["status", "-p", "due", "--warn-within", "2d"], { environment });
    const late = await runCommand(["status", "--warn-within", "200d"], { environment });
    expect([soon.exitCode, late.exitCode]).toEqual([0, 7]);
  });

  test("keeps within the columns of a terminal, and the name of a profile whole where it can", async () => {
    const home = await makeKeepingHome();
    const settings = { instanceUrl: "https://an-instance-with-a-long-name.service-now.com" };
    await keepLogin(home.store, {
      name: "a-long-name-of-its-own",
      receivedAt: daysAgo(95),
      settings,
    });
    const run = await runCommand(["status", "--all"], {
      environment: { ...home.environment, NO_COLOR: "1" },
      terminal: true,
    });
    expect(Math.max(...(run.stdout + run.stderr).split("\n").map((line) => line.length))).toBeLessThanOrEqual(
      80,
    );
    expect(run.stdout).toMatch(/a-long-name-of-its-own {2}\S*… .*due, 4 d/u);
  });

  test.each([
    ["no profile at all", ["status", "--all"], 7, "There is no profile default yet."],
    ["a profile that there is not", ["status", "-p", "acme"], 7, "nowtoken login --profile acme"],
    ["one and all", ["status", "-p", "acme", "--all"], 2, "--all and --profile exclude each other"],
    [
      "a window without a unit",
      ["status", "--warn-within", "14"],
      2,
      "--warn-within must be a number with a unit",
    ],
  ])("says what to do about %s", async (_, words, exitCode, sentence) => {
    const { environment } = await makeKeepingHome();
    const run = await runCommand(words, { environment });
    expect([run.exitCode, run.stdout]).toEqual([exitCode, ""]);
    expect(run.stderr).toContain(sentence);
  });
});

describe.concurrent("nowtoken status --check", () => {
  const check = ({ environment }: Pick<KeptLogin, "environment">, ...words: string[]) =>
    runCommand(["status", "--check", ...words], { environment });

  test("asks each instance, refreshes what has died, and shows the new dates", async () => {
    const first = await makeLogin({ profile: "first", instance: { clients: [{ accessTokenLifespan: 2 }] } });
    await makeLogin({ profile: "second", home: first.home });
    const run = await check(first, "--all");
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toMatch(/first: the token is knowledge\.integration's\n/u);
    expect(run.stderr).toMatch(/second: the token is knowledge\.integration's\n/u);
    const forms = first.server.instance.log().map(({ form }) => form["grant_type"]);
    expect(forms.filter((grant) => grant === "refresh_token")).toHaveLength(1);
    expect(run.stdout).toMatch(/second +\S+ +knowledge\.integration +29 min/u);
  });

  test("refreshes a token that the instance refuses though it should live", async () => {
    const login = await makeLogin();
    const body = new URLSearchParams({ token: login.secrets[1] ?? "" });
    await fetch(`${login.server.origin}/oauth_revoke_token.do`, { method: "POST", body });
    const run = await check(login);
    expect([run.exitCode, run.stderr]).toEqual([
      0,
      expect.stringContaining("the token is knowledge.integration's"),
    ]);
    expect(login.server.instance.countRequests("POST /oauth_token.do refresh_token")).toBe(1);
  });

  test("goes on past an instance that cannot be reached, and ends with its code", async () => {
    const gone = await makeLogin({ profile: "gone" });
    await makeLogin({ profile: "there", home: gone.home });
    await gone.server.close();
    const run = await check(gone, "--all", "--json");
    expect(run.exitCode).toBe(5);
    expect(JSON.parse(run.stdout).profiles).toMatchObject([
      { profile: "gone", state: "ok", error: { code: "INSTANCE_UNREACHABLE" } },
      { profile: "there", state: "ok" },
    ]);
  });

  test("finds tokens that are refused for good, and tokens of somebody else", async () => {
    const refused = await makeLogin({ profile: "refused" });
    await makeLogin({ profile: "taken", home: refused.home });
    await changeProfile(openStore(refused.environment), "taken", ({ login }) =>
      login ? { login: { ...login, user: { userName: "someone.else" } } } : {},
    );
    refused.server.instance.reset();
    const run = await check(refused, "--all", "--json");
    expect(run.exitCode).toBe(7);
    expect(JSON.parse(run.stdout).profiles).toMatchObject([
      { profile: "refused", state: "refused", error: { code: "LOGIN_REQUIRED" } },
      { profile: "taken", state: "ok", error: { code: "WRONG_USER" } },
    ]);
  });

  test("writes down whose the tokens are where that was not known", async () => {
    const login = await makeLogin();
    const store = openStore(login.environment);
    const forget = ({ login }: Profile) => {
      if (login === undefined) return {};
      const { user: _, ...rest } = login;
      return { login: rest };
    };
    await changeProfile(store, "default", forget);
    const before = await runCommand(["status"], { environment: login.environment });
    expect(before.stdout).toContain("unknown");
    expect((await check(login)).stdout).toContain("knowledge.integration");
    expect(store.read("default")?.login?.user?.userName).toBe("knowledge.integration");
  });
});
