import { existsSync } from "node:fs";
import { mkdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { countSecrets } from "@nowtoken/contract";
import type { PracticeOptions, PracticeServer } from "@nowtoken/simulator";
import { afterAll, describe, expect, test } from "vitest";
import { type CommandOptions, runCommand } from "./fixtures/run-command.ts";
import { allow, cleanUp, makeInstance } from "./home.ts";
import { type KeepingHome, keepLogin, makeKeepingHome } from "./profiles.ts";

afterAll(cleanUp);

// There the Desktop is the one of whoever runs the test, and links need rights of their own.
const onWindows = process.platform === "win32";
const day = 86_400_000;
const oneLine = (text: string): string => text.replace(/\s+/gu, " ");

interface Elsewhere extends KeepingHome {
  readonly server: PracticeServer;
  readonly settings: NodeJS.ProcessEnv;
  /** A login that no profile holds, in its file of ten days ago. */
  readonly tokens: string;
  readonly secrets: string[];
}

/** A login that was made without a profile, in the format that is named. */
async function makeElsewhere(format = "text", options: PracticeOptions = {}): Promise<Elsewhere> {
  const [home, { server, settings }] = await Promise.all([makeKeepingHome(), makeInstance(options)]);
  const { NOWTOKEN_OUT: _, ...environment } = home.environment;
  const tokens = join(home.folder, "Desktop", "servicenow_credentials.txt");
  await mkdir(join(home.folder, "Desktop"));
  const given = {
    environment: {
      ...environment,
      ...settings,
      NOWTOKEN_OUT: tokens,
      NOWTOKEN_STORE: "none",
      NOWTOKEN_FORMAT: format,
    },
  };
  const { stdout } = await runCommand(["url"], given);
  await runCommand(["exchange"], { ...given, input: await allow(server, stdout) });
  const then = new Date(Date.now() - 10 * day);
  await utimes(tokens, then, then);
  const secrets = (await readFile(tokens, "utf8")).match(/[\w-]{80,}/gu) ?? [];
  return { ...home, environment, server, settings, tokens, secrets };
}

const importing = (
  { environment, settings, tokens }: Elsewhere,
  words: readonly string[] = [tokens],
  options: CommandOptions = {},
) =>
  runCommand(["profile", "import", ...words], { environment: { ...environment, ...settings }, ...options });

const refreshes = ({ server }: Elsewhere) =>
  server.instance.countRequests("POST /oauth_token.do refresh_token");

describe.concurrent("nowtoken profile import", () => {
  test.skipIf(onWindows)(
    "takes the guide's file from the Desktop, checks whose tokens they are, and leaves the refresh token unused",
    async () => {
      const elsewhere = await makeElsewhere();
      const run = await importing(elsewhere, []);
      expect(run.exitCode).toBe(0);
      const death = new Date(Date.now() + 90 * day).toISOString().slice(0, 10);
      expect(oneLine(run.stdout)).toBe(
        `Imported as the profile default: tokens of knowledge.integration at ${elsewhere.server.origin}. The refresh token dies on ${death}, by the default lifespan of 100 days. It has not been used yet: \`nowtoken verify --as-connector --profile default\` tries it with this client. `,
      );
      expect(oneLine(run.stderr)).toMatch(
        /still holds the tokens in plain text.*--delete.*often synchronised/u,
      );
      expect(existsSync(elsewhere.tokens)).toBe(true);
      const kept = await elsewhere.store.open("default");
      expect(kept?.profile).toMatchObject({
        login: { grant: "import", user: { userName: "knowledge.integration" } },
        handedOver: [{ to: "credential file" }],
      });
      expect(Object.values(kept?.secrets ?? {})).toEqual(expect.arrayContaining(elsewhere.secrets.slice(-2)));
      expect(refreshes(elsewhere)).toBe(0);
      expect(countSecrets(run.stdout + run.stderr, elsewhere.secrets)).toBe(0);
      // How long the access token has lived nobody knows, so the next command asks for another.
      const token = await runCommand(["token"], { environment: elsewhere.environment });
      expect([token.exitCode, refreshes(elsewhere)]).toEqual([0, 1]);
    },
  );

  test("refreshes a token that has died, keeps the new one, and deletes the file when told to", async () => {
    const elsewhere = await makeElsewhere("json");
    await fetch(`${elsewhere.server.origin}/oauth_revoke_token.do`, {
      method: "POST",
      body: new URLSearchParams({ token: elsewhere.secrets[1] ?? "" }),
    });
    const { NOWTOKEN_CLIENT_SECRET } = elsewhere.settings;
    const run = await importing({ ...elsewhere, settings: { NOWTOKEN_CLIENT_SECRET } }, [
      elsewhere.tokens,
      "-p",
      "acme",
      "--delete",
      "--json",
    ]);
    expect(run.exitCode).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({
      profile: "acme",
      instanceUrl: elsewhere.server.origin,
      user: "knowledge.integration",
      refreshed: true,
      from: "json",
      deleted: true,
    });
    expect(existsSync(elsewhere.tokens)).toBe(false);
    // A refresh does not move it.
    const death = new Date(Date.now() + 90 * day).toISOString().slice(0, 10);
    expect(JSON.parse(run.stdout).refreshTokenDiesAt.slice(0, 10)).toBe(death);
    const kept = await elsewhere.store.open("acme");
    expect(kept?.secrets.accessToken).not.toBe(elsewhere.secrets[1]);
    const token = await runCommand(["token", "-p", "acme"], { environment: elsewhere.environment });
    expect([token.stdout.trim(), refreshes(elsewhere)]).toEqual([kept?.secrets.accessToken, 1]);
  });

  test.skipIf(onWindows)("asks at a terminal before it deletes the file, behind a link too", async () => {
    const elsewhere = await makeElsewhere("env");
    const link = join(elsewhere.folder, "link.env");
    await symlink(elsewhere.tokens, link);
    const run = await importing(elsewhere, [link], {
      terminal: true,
      meanwhile: async ({ process, waitFor }) => {
        await waitFor(/Delete [\s\S]*\?/u);
        process.stdin.write("y\r");
      },
    });
    expect([run.exitCode, existsSync(elsewhere.tokens)]).toEqual([0, false]);
    expect(oneLine(run.stderr)).toContain("keep deleted files and earlier versions for weeks");
  });

  test("imports nothing that the instance refuses, and leaves the file", async () => {
    const elsewhere = await makeElsewhere();
    elsewhere.server.instance.reset();
    const run = await importing(elsewhere, [elsewhere.tokens, "--delete"]);
    expect([run.exitCode, run.stdout]).toEqual([7, ""]);
    expect(oneLine(run.stderr)).toContain("refuses what was imported for the profile default");
    expect([elsewhere.store.names(), existsSync(elsewhere.tokens)]).toEqual([[], true]);
  });

  test("without the client secret is warned of, and a refusal names that before the refresh token", async () => {
    const elsewhere = await makeElsewhere();
    const { NOWTOKEN_CLIENT_SECRET: _, ...settings } = elsewhere.settings;
    const run = await importing({ ...elsewhere, settings });
    expect([run.exitCode, oneLine(run.stderr)]).toEqual([
      0,
      expect.stringMatching(/No client secret was given: .*--client-secret-file FILE/u),
    ]);
    const refused = await runCommand(["refresh", "--json"], { environment: elsewhere.environment });
    expect(JSON.parse(refused.stdout).error).toMatchObject({
      code: "LOGIN_REQUIRED",
      message: expect.stringMatching(
        /^The instance refuses what was imported .*: the client id, the client/u,
      ),
      cause: { sentence: expect.stringMatching(/^No client secret was sent/u) },
      fix: [
        expect.stringMatching(/^Import it again/u),
        "Log in: `nowtoken login --profile default`.",
        expect.anything(),
      ],
    });
    const again = await importing(elsewhere);
    expect(again.stderr).not.toContain("client secret");
    expect((await runCommand(["refresh"], { environment: elsewhere.environment })).exitCode).toBe(0);
    expect(elsewhere.store.read("default")?.login?.untried).toBeUndefined();
  });

  test("asks for the client secret at a terminal, as a login does", async () => {
    const elsewhere = await makeElsewhere();
    const { NOWTOKEN_CLIENT_SECRET: clientSecret, ...settings } = elsewhere.settings;
    const run = await importing({ ...elsewhere, settings }, [elsewhere.tokens, "--delete"], {
      terminal: true,
      meanwhile: async ({ process, waitFor }) => {
        await waitFor(/Client secret/iu);
        process.stdin.write(`${clientSecret}\r`);
      },
    });
    expect(run.exitCode).toBe(0);
    expect((await elsewhere.store.open("default"))?.secrets.clientSecret).toBe(clientSecret);
  });

  test("takes tokens unseen where the instance is not to be asked", async () => {
    const elsewhere = await makeElsewhere();
    await elsewhere.server.close();
    const asked = await importing(elsewhere);
    expect([asked.exitCode, elsewhere.store.names()]).toEqual([5, []]);
    const unseen = await importing(elsewhere, [elsewhere.tokens, "--no-verify"]);
    expect([unseen.exitCode, elsewhere.store.names()]).toEqual([0, ["default"]]);
  });

  test("says when a file is older than the default lifespan, and believes the one that it is told", async () => {
    const elsewhere = await makeElsewhere();
    const then = new Date(Date.now() - 200 * day);
    await utimes(elsewhere.tokens, then, then);
    expect(oneLine((await importing(elsewhere)).stderr)).toContain("--refresh-lifespan, e.g. 365d");
    const told = await importing(elsewhere, [elsewhere.tokens, "--refresh-lifespan", "365d"]);
    expect(told.stderr).not.toContain("--refresh-lifespan");
    const { login } = elsewhere.store.read("default") ?? {};
    expect(login).toMatchObject({ refreshLifespanSeconds: 31_536_000, refreshLifespanSource: "settings" });
  });

  test("keeps a refresh token that came in the place of another one before anything else", async () => {
    const elsewhere = await makeElsewhere("text", { behaviour: { rotation: "rotate" } });
    Object.assign(elsewhere.server.instance.behaviour, { anonymousCalls: "guest" });
    const body = new URLSearchParams({ token: elsewhere.secrets[1] ?? "" });
    await fetch(`${elsewhere.server.origin}/oauth_revoke_token.do`, { method: "POST", body });
    const run = await importing(elsewhere);
    expect(run.exitCode).toBe(0);
    expect(oneLine(run.stderr)).toContain("the earlier one is still with credential file");
    const kept = await elsewhere.store.open("default");
    expect(kept?.profile.handedOver).toEqual([]);
    expect(kept?.secrets.refreshToken).not.toBe(elsewhere.secrets[2]);
    const refresh = await runCommand(["refresh"], { environment: elsewhere.environment });
    expect(refresh.exitCode).toBe(0);
  });
});

describe.concurrent("nowtoken profile import refuses", () => {
  test.skipIf(onWindows)("a Desktop without the file, and says how to name another", async () => {
    const elsewhere = await makeElsewhere();
    await rm(elsewhere.tokens);
    const run = await importing(elsewhere, []);
    expect([run.exitCode, oneLine(run.stderr)]).toEqual([
      2,
      expect.stringContaining("`nowtoken profile import FILE`"),
    ]);
  });

  test("a missing file, and a damaged one with its line", async () => {
    const elsewhere = await makeElsewhere();
    const missing = await importing(elsewhere, ["nowhere.txt"]);
    expect([missing.exitCode, missing.stderr]).toEqual([
      2,
      expect.stringMatching(/nowhere\.txt does\s+not\s+exist/u),
    ]);
    await writeFile(elsewhere.tokens, "Auth code: x\nAccess token: hunter 2\n");
    const damaged = await importing(elsewhere);
    expect(damaged.exitCode).toBe(2);
    expect(oneLine(damaged.stderr)).toMatch(/servicenow_credentials\.txt, line 2\)\./u);
    expect(damaged.stderr).not.toContain("hunter");
  });

  test("tokens of another client than the profile's, of an instance that nobody named", async () => {
    const elsewhere = await makeElsewhere();
    await keepLogin(elsewhere.store, { name: "default" });
    const run = await importing({ ...elsewhere, settings: { NOWTOKEN_CLIENT_ID: "zz" } });
    expect([run.exitCode, oneLine(run.stderr)]).toEqual([
      2,
      expect.stringContaining("Instance must be given"),
    ]);
  });

  test.each([
    ["what is missing", {}, [], "client id must be given"],
    ["another instance", { NOWTOKEN_INSTANCE: "dev2" }, [], "and the settings name https://dev2"],
    ["another client", { NOWTOKEN_CLIENT_ID: "other" }, [], "are of another client"],
    [
      "an import that is not kept",
      { NOWTOKEN_CLIENT_ID: undefined },
      ["--no-save"],
      "an import is kept as a profile",
    ],
  ])("%s", async (_, changes, words, sentence) => {
    const format = sentence.startsWith("client id") ? "text" : "json";
    const elsewhere = await makeElsewhere(format);
    const { NOWTOKEN_CLIENT_SECRET } = elsewhere.settings;
    const changed = { ...elsewhere, settings: { NOWTOKEN_CLIENT_SECRET, ...changes } };
    const run = await importing(changed, [elsewhere.tokens, ...words]);
    expect([run.exitCode, run.stdout, elsewhere.store.names()]).toEqual([2, "", []]);
    expect(oneLine(run.stderr).toLowerCase()).toContain(sentence.toLowerCase());
  });
});

describe.concurrent("nowtoken profile import --from", () => {
  const machine = { clients: [{}], behaviour: { clientCredentials: "enabled" } } as const;

  async function fromEnvironment(program: string, variables: NodeJS.ProcessEnv, elsewhere: Elsewhere) {
    return runCommand(["profile", "import", "--from", program, "--json"], {
      environment: { ...elsewhere.environment, ...variables },
    });
  }

  test("now-sdk takes its client, which then needs nobody", async () => {
    const elsewhere = await makeElsewhere("text", machine);
    const { instance, origin } = elsewhere.server;
    instance.client.applicationUser = instance.user.sysId;
    const { clientId, clientSecret } = instance.client;
    const variables = {
      SN_SDK_INSTANCE_URL: origin,
      SN_SDK_OAUTH_CLIENT_ID: clientId,
      SN_SDK_OAUTH_CLIENT_SECRET: clientSecret,
    };
    const run = await fromEnvironment("now-sdk", variables, elsewhere);
    expect([run.exitCode, run.stderr]).toEqual([0, ""]);
    expect(JSON.parse(run.stdout)).toMatchObject({
      grant: "client-credentials",
      from: "now-sdk",
      file: null,
    });
    expect((await runCommand(["refresh"], { environment: elsewhere.environment })).exitCode).toBe(0);
  });

  test("ansible takes its refresh token, or its password with a warning", async () => {
    const elsewhere = await makeElsewhere();
    const { instance, origin } = elsewhere.server;
    const { clientId, clientSecret } = instance.client;
    const client = { SN_HOST: origin, SN_CLIENT_ID: clientId, SN_CLIENT_SECRET: clientSecret };
    const refresh = { ...client, SN_REFRESH_TOKEN: elsewhere.secrets[2] };
    const run = await fromEnvironment("ansible", refresh, elsewhere);
    expect(elsewhere.store.read("default")?.handedOver).toMatchObject([{ to: "ansible" }]);
    expect(JSON.parse(run.stdout)).toMatchObject({
      grant: "import",
      user: "knowledge.integration",
      refreshed: true,
    });
    const { userName, password } = instance.user;
    const user = { ...client, SN_GRANT_TYPE: "password", SN_USERNAME: userName, SN_PASSWORD: password };
    const byPassword = await fromEnvironment("ansible", user, elsewhere);
    expect([byPassword.exitCode, byPassword.stderr]).toEqual([
      0,
      expect.stringContaining("dropped from OAuth 2.1"),
    ]);
    expect(byPassword.stdout + byPassword.stderr).not.toContain(password);
  });

  test("an environment that has nothing of it is refused", async () => {
    const elsewhere = await makeElsewhere();
    const run = await runCommand(["profile", "import", "--from", "ansible"], {
      environment: elsewhere.environment,
    });
    expect([run.exitCode, oneLine(run.stderr)]).toEqual([
      2,
      expect.stringContaining("none of SN_HOST, SN_CLIENT_ID"),
    ]);
  });
});
