import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { changeProfile, fingerprintOf, type ProfileStore } from "@nowtoken/core";
import { afterAll, describe, expect, test } from "vitest";
import { type CommandOptions, runCommand } from "./fixtures/run-command.ts";
import { allow, cleanUp, makeInstance } from "./home.ts";
import { type KeepingHome, keepLogin, makeKeepingHome } from "./profiles.ts";

afterAll(cleanUp);

const secrets = /access-of|refresh-of|a-client-secret|"sealed"|"data"/u;

/** A home with the logins `default` and `acme`; the tokens of the latter were handed over. */
async function makeProfiles(): Promise<KeepingHome> {
  const home = await makeKeepingHome();
  await keepLogin(home.store, { name: "default" });
  await keepLogin(home.store, { name: "Acme", settings: { instanceUrl: "https://acme.example" } });
  await changeProfile(home.store, "acme", () => ({
    handedOver: [
      {
        to: "knowledge-hub",
        at: new Date("2026-03-03T00:00:00Z"),
        refreshFingerprint: fingerprintOf("refresh-of-Acme"),
      },
    ],
  }));
  return home;
}

const profile = ({ environment }: KeepingHome, words: string[], options: CommandOptions = {}) =>
  runCommand(["profile", ...words], { environment, ...options });

const refreshTokenOf = async (store: ProfileStore, name: string) =>
  (await store.open(name))?.secrets.refreshToken;

describe.concurrent("nowtoken profile list", () => {
  test("marks the chosen one, and goes on past one that cannot be read", async () => {
    const home = await makeProfiles();
    await writeFile(home.store.pathOf("spoilt"), "{}");
    const run = await profile(home, ["list"]);
    expect(run.exitCode).toBe(0);
    expect(run.stdout.split("\n").map((line) => line.split(/ {2,}/u).slice(0, 4))).toEqual([
      ["", "PROFILE", "INSTANCE", "USER"],
      ["", "Acme", "acme.example", "knowledge.integration"],
      ["*", "default", "dev12345", "knowledge.integration"],
      ["", "spoilt", "cannot be read"],
      [""],
    ]);
    expect(run.stderr).toMatch(/spoilt\.json\s+is\s+damaged/u);
  });

  test("tells a program, and where there is none says how to make one", async () => {
    const [home, empty] = [await makeProfiles(), await makeKeepingHome()];
    const run = await profile(home, ["list", "--json"]);
    expect(JSON.parse(run.stdout).profiles).toMatchObject([
      { name: "Acme", chosen: false, instanceUrl: "https://acme.example" },
      { name: "default", chosen: true, handedOver: [] },
    ]);
    expect(run.stdout).not.toMatch(secrets);
    const none = await profile(empty, ["list"]);
    expect([none.exitCode, none.stdout, none.stderr]).toEqual([
      0,
      "",
      expect.stringContaining("nowtoken login"),
    ]);
  });
});

test("a damaged choice stops no list, and `profile use` repairs it", async () => {
  const home = await makeProfiles();
  await writeFile(join(home.store.stateFolder, "store.json"), "{");
  const told = /is damaged: it says which profile is chosen.*nowtoken profile use NAME/u;
  for (const words of [
    ["profile", "list"],
    ["status", "--all"],
  ]) {
    const { exitCode, stdout, stderr } = await runCommand(words, home);
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/Acme.*\n.*default/u)]);
    expect(stderr.replace(/\s+/gu, " ")).toMatch(told);
  }
  const token = await runCommand(["token"], home);
  expect([token.exitCode, token.stderr.replace(/\s+/gu, " ")]).toEqual([6, expect.stringMatching(told)]);
  expect((await profile(home, ["use", "acme"])).exitCode).toBe(0);
  expect(home.store.currentName()).toBe("Acme");
});

test("a profile of a newer version keeps nobody from logging in, and stays as it is", async () => {
  const [{ environment, store }, { server, settings }] = await Promise.all([makeProfiles(), makeInstance()]);
  await writeFile(store.pathOf("default"), '{ "version": 2 }');
  const given = { environment: { ...environment, ...settings } };
  const url = await runCommand(["url"], given);
  expect([url.exitCode, url.stderr]).toEqual([0, expect.stringContaining("by a newer")]);
  const input = await allow(server, url.stdout);
  const wanted = await runCommand(["exchange", "--profile", "default"], { ...given, input });
  expect([wanted.exitCode, wanted.stderr.replace(/\s+/gu, " ")]).toEqual([
    6,
    expect.stringMatching(/--profile OTHER, or not at all with --no-save/u),
  ]);
  const exchange = await runCommand(["exchange"], { ...given, input });
  expect([exchange.exitCode, exchange.stderr.replace(/\s+/gu, " ")]).toEqual([
    0,
    expect.stringContaining("This login is not kept as a profile."),
  ]);
  expect(await readFile(store.pathOf("default"), "utf8")).toBe('{ "version": 2 }');
});

describe.concurrent("nowtoken profile show", () => {
  test("shows settings, dates, user, hand-overs and where the key is, and no secret", async () => {
    const home = await makeProfiles();
    const run = await profile(home, ["show", "acme"]);
    expect(run.exitCode).toBe(0);
    for (const text of [
      /Profile Acme/u,
      /Instance +https:\/\/acme\.example\n/u,
      /User +Knowledge Integration \(knowledge\.integration\)/u,
      /Refresh token +dies on \d{4}-\d\d-\d\d, in 100 days, if the OAuth record has/u,
      /Handed over to +knowledge-hub, on 2026-03-03/u,
      /the key is in NOWTOKEN_VAULT_KEY/u,
    ])
      expect(run.stdout).toMatch(text);
    expect(run.stdout).not.toMatch(secrets);
  });

  test("shows the chosen one, or the one of the environment, where none is named", async () => {
    const home = await makeProfiles();
    const chosen = await profile(home, ["show", "--json"]);
    const environment = { ...home.environment, NOWTOKEN_PROFILE: "acme" };
    const named = await profile(home, ["show", "--json"], { environment });
    expect(JSON.parse(chosen.stdout)).toMatchObject({ name: "default", chosen: true, key: "environment" });
    expect(JSON.parse(named.stdout)).toMatchObject({ name: "Acme", chosen: false });
    expect(chosen.stdout + named.stdout).not.toMatch(secrets);
  });
});

describe.concurrent("nowtoken profile use and rename", () => {
  test("the one that is used is meant where none is named, and stays so under another name", async () => {
    const home = await makeProfiles();
    expect((await profile(home, ["use", "ACME"])).stdout).toMatch(/^Chosen: Acme\./u);
    expect(home.store.currentName()).toBe("Acme");
    const renamed = await profile(home, ["rename", "acme", "globex", "--json"]);
    expect(JSON.parse(renamed.stdout)).toEqual({ from: "Acme", to: "globex" });
    expect(home.store.currentName()).toBe("globex");
    expect(await refreshTokenOf(home.store, "globex")).toBe("refresh-of-Acme");
    expect(home.store.names()).toEqual(["default", "globex"]);
  });

  test("use says when the environment goes before it", async () => {
    const home = await makeProfiles();
    const environment = { ...home.environment, NOWTOKEN_PROFILE: "other" };
    const run = await profile(home, ["use", "acme"], { environment });
    expect(run.stderr).toContain("NOWTOKEN_PROFILE is set to other");
  });

  test.each([
    [["use", "nobody"], 7, "There is no profile nobody yet."],
    [["rename", "nobody", "x"], 7, "There is no profile nobody yet."],
    [["rename", "acme", "default"], 2, "that no other profile has"],
    [["rename", "acme", "../x"], 2, "must be at most 64 letters"],
    [["show", "../x"], 2, "must be at most 64 letters"],
    [["remove", "nobody"], 7, "There is no profile nobody yet."],
  ])("refuses %j, and changes nothing", async (words, exitCode, sentence) => {
    const home = await makeProfiles();
    const run = await profile(home, words);
    expect([run.exitCode, run.stdout, run.stderr]).toEqual([exitCode, "", expect.stringContaining(sentence)]);
    expect(home.store.names()).toEqual(["acme", "default"]);
  });
});

describe.concurrent("nowtoken profile remove", () => {
  test("forgets the profile, and says that its tokens live on and where they are ended", async () => {
    const home = await makeProfiles();
    await home.store.use("default");
    const run = await profile(home, ["remove", "default"]);
    expect(run.exitCode).toBe(0);
    expect(run.stdout.replace(/\s+/gu, " ")).toMatch(
      /stay valid on the instance until \d{4}-\d\d-\d\d.*System OAuth > Manage Tokens/u,
    );
    expect(home.store.names()).toEqual(["acme"]);
  });

  test("does not forget what was handed over, or is damaged, unless it may ask or is told to", async () => {
    const home = await makeProfiles();
    await writeFile(home.store.pathOf("spoilt"), "{}");
    await home.store.use("acme");
    for (const name of ["acme", "spoilt"]) {
      const refused = await profile(home, ["remove", name]);
      expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining("--yes")]);
    }
    expect(home.store.names()).toEqual(["acme", "default", "spoilt"]);
    for (const name of ["acme", "spoilt"])
      expect((await profile(home, ["remove", name, "--yes"])).exitCode).toBe(0);
    expect([home.store.names(), home.store.currentName()]).toEqual([["default"], "default"]);
  });

  test("says when another profile keeps the tokens too, which knows of no hand-over", async () => {
    const home = await makeProfiles();
    await keepLogin(home.store, {
      name: "twin",
      settings: { instanceUrl: "https://acme.example" },
      credential: { refreshToken: "refresh-of-Acme" },
    });
    const run = await profile(home, ["remove", "acme"]);
    expect([run.exitCode, run.stderr.replace(/\s+/gu, " ")]).toEqual([
      2,
      expect.stringContaining(
        "handed over to knowledge-hub: the profile twin keeps them too, but knows of no",
      ),
    ]);
    expect((await profile(home, ["remove", "twin"])).exitCode).toBe(0);
  });

  test("asks at a terminal, and Enter alone keeps it", async () => {
    const home = await makeProfiles();
    const answer = (keys: string) =>
      profile(home, ["remove", "acme"], {
        terminal: true,
        meanwhile: async ({ process, waitFor }) => {
          await waitFor(/Forget it all the same\?/u);
          process.stdin.write(keys);
        },
      });
    const kept = await answer("\r");
    expect([kept.exitCode, kept.stdout]).toEqual([0, "The profile Acme stays as it is.\n"]);
    expect(kept.stderr).toContain("handed over to knowledge-hub");
    const file = await readFile(home.store.pathOf("acme"), "utf8");
    expect(file).toContain('"name": "Acme"');
    expect((await answer("y\r")).stdout).toContain("is forgotten here");
    expect(home.store.names()).toEqual(["default"]);
  });
});
