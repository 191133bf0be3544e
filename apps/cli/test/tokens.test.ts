import { access, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";
import { cleanUp } from "./home.ts";
import { type KeptLogin, makeLogin } from "./kept-login.ts";
import { nowtoken } from "./nowtoken.ts";
import { keepLogin, makeKeepingHome, openStore } from "./profiles.ts";

afterAll(cleanUp);

const refreshes = ({ server }: KeptLogin) =>
  server.instance.log().filter(({ form }) => form["grant_type"] === "refresh_token").length;

/** Changes the text of a profile's file, as an editor would. */
async function edit({ home }: KeptLogin, pattern: RegExp, replacement: string): Promise<void> {
  const path = join(home.folder, ".local/state/nowtoken/profiles/default.json");
  await writeFile(path, (await readFile(path, "utf8")).replace(pattern, replacement));
}

/** A text without the line breaks that fit it to the terminal. */
const unwrapped = (text: string): string => text.replace(/\s+/gu, " ");

/** Lets the kept access token have died a while ago. */
const letDie = (login: KeptLogin) => edit(login, /"accessExpiresAt": "\d{4}/u, '"accessExpiresAt": "2020');

describe.concurrent("nowtoken token", () => {
  test("prints one line in each format", async () => {
    const { environment, secrets, server } = await makeLogin();
    const [, accessToken = ""] = secrets;
    const token = async (format: string) =>
      (await runCommand(["token", "--format", format], { environment })).stdout;
    expect(await token("raw")).toBe(`${accessToken}\n`);
    expect(await token("header")).toBe(`Authorization: Bearer ${accessToken}\n`);
    expect(await token("curl")).toBe(`header = "Authorization: Bearer ${accessToken}"\n`);
    expect(await token("env")).toBe(`SERVICENOW_ACCESS_TOKEN=${accessToken}\n`);
    const expiresAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(JSON.parse(await token("json"))).toEqual({
      accessToken,
      tokenType: "Bearer",
      instanceUrl: server.origin,
      expiresAt,
    });
    expect(JSON.parse(await token("credential-process"))).toEqual({
      Version: 1,
      AccessToken: accessToken,
      TokenType: "Bearer",
      InstanceUrl: server.origin,
      Expiration: expiresAt,
    });
  });

  test("refreshes when less than --min-ttl is left, and says when even the new one lives shorter", async () => {
    const login = await makeLogin({ instance: { clients: [{ accessTokenLifespan: 600 }] } });
    const { environment, secrets } = login;
    const kept = await runCommand(["token", "--min-ttl", "9m"], { environment });
    expect([kept.stdout.trim(), kept.stderr]).toEqual([secrets[1], ""]);
    const fresh = await runCommand(["token", "--min-ttl", "1h"], { environment });
    expect(fresh.exitCode).toBe(0);
    expect(fresh.stdout.trim()).not.toBe(secrets[1]);
    expect(fresh.stderr).toMatch(/lives 59\d seconds more, less than\s+--min-ttl/u);
    expect(refreshes(login)).toBe(1);
  });

  test("asks for no other with --no-refresh: one that lives is printed, a dead one is a login that is needed", async () => {
    const login = await makeLogin({ instance: { clients: [{ accessTokenLifespan: 200 }] } });
    const { environment, secrets } = login;
    const alive = await runCommand(["token", "--no-refresh"], { environment });
    expect([alive.stdout.trim(), alive.exitCode]).toEqual([secrets[1], 0]);
    expect(alive.stderr).toContain("less than --min-ttl");
    await edit(login, /"accessReceivedAt": "\d{4}/u, '"accessReceivedAt": "2099');
    const unknown = await runCommand(["token", "--no-refresh"], { environment });
    expect([unknown.stdout.trim(), unknown.exitCode]).toEqual([secrets[1], 0]);
    expect(unknown.stderr).toMatch(/^Warning: Nobody knows whether/u);
    await edit(login, /"accessReceivedAt": "2099/u, '"accessReceivedAt": "2020');
    await letDie(login);
    const dead = await runCommand(["token", "--no-refresh"], { environment });
    expect([dead.stdout, dead.exitCode]).toEqual(["", 7]);
    expect(refreshes(login)).toBe(0);
  });

  test("of a profile for another instance or client goes nowhere", async () => {
    const { environment } = await makeLogin();
    const instance = await runCommand(["token", "--instance", "dev2"], { environment });
    const client = await runCommand(["token"], {
      environment: { ...environment, NOWTOKEN_CLIENT_ID: "other" },
    });
    for (const run of [instance, client]) {
      expect([run.stdout, run.exitCode]).toEqual(["", 7]);
      expect(run.stderr).toContain("another instance or client");
    }
  });

  test("whose file was edited to name another instance is refused", async () => {
    const login = await makeLogin();
    await edit(login, /"instanceUrl": "[^"]+"/u, '"instanceUrl": "https://evil.example"');
    const run = await runCommand(["token", "--json"], login);
    expect(run.exitCode).toBe(6);
    const { error } = JSON.parse(run.stdout);
    expect(error).toMatchObject({ code: "STORE_UNUSABLE", details: { reason: "sealed-for-another" } });
  });

  test("whose refresh rotated the refresh token says once whose form is out of date", async () => {
    const login = await makeLogin({ instance: { behaviour: { rotation: "rotate" } } });
    const { environment } = login;
    await runCommand(["export", "--to", "knowledge-hub"], { environment });
    await letDie(login);
    const rotated = await runCommand(["token"], { environment });
    expect([rotated.exitCode, unwrapped(rotated.stderr)]).toEqual([
      0,
      "Warning: The refresh token is another one now: the earlier one is still with knowledge-hub. ",
    ]);
    expect((await runCommand(["token"], { environment })).stderr).toBe("");
    const status = await runCommand(["status"], { environment });
    expect(unwrapped(status.stderr)).toContain(
      "default: knowledge-hub has an earlier token: `nowtoken export --to knowledge-hub --profile default`.",
    );
    const list = await runCommand(["profile", "list"], { environment });
    expect(list.stdout).toContain("knowledge-hub (earlier token)");
    const show = await runCommand(["profile", "show"], { environment });
    expect(unwrapped(show.stdout)).toMatch(/knowledge-hub, on [-\d]+; has an earlier token/u);
    for (const words of [["status"], ["profile", "list"]]) {
      const { profiles } = JSON.parse((await runCommand([...words, "--json"], { environment })).stdout);
      expect(profiles).toMatchObject([{ staleHolders: ["knowledge-hub"] }]);
    }
  });

  test("without a refresh token is printed while it lives, whatever is wished for", async () => {
    const { environment, secrets } = await makeLogin({ instance: { behaviour: { refreshTokens: "never" } } });
    const run = await runCommand(["token", "--min-ttl", "2h"], { environment });
    expect([run.exitCode, run.stdout.trim()]).toEqual([0, secrets[1]]);
    expect(unwrapped(run.stderr)).toContain("Only a login gets another one");
    // Here another one is the whole point.
    const refresh = await runCommand(["refresh"], { environment });
    expect([refresh.exitCode, unwrapped(refresh.stderr)]).toEqual([
      7,
      expect.stringContaining("cannot be renewed"),
    ]);
  });

  test("that the instance refuses for good asks for a login, and what may pass keeps everything", async () => {
    const login = await makeLogin();
    const { environment, secrets, server } = login;
    const token = () => runCommand(["token", "--min-ttl", "1h", "--json"], { environment });
    server.instance.behaviour.fault = { kind: "hibernating" };
    const alive = await token();
    expect([alive.exitCode, JSON.parse(alive.stdout).accessToken]).toEqual([0, secrets[1]]);
    expect(unwrapped(alive.stderr)).toMatch(
      /^Warning: The access token lives 1\d\d\d seconds more, less than --min-ttl\. A new one cannot be had just now\. \S+ is hibernating/u,
    );
    await letDie(login);
    const asleep = await token();
    expect([asleep.exitCode, JSON.parse(asleep.stdout).error.code]).toEqual([5, "TOKEN_RESPONSE_INVALID"]);
    server.instance.behaviour.fault = undefined;
    expect((await token()).exitCode).toBe(0);
    server.instance.reset();
    server.instance.behaviour.errors = "modern";
    const dead = await token();
    expect([dead.exitCode, JSON.parse(dead.stdout).error.code]).toEqual([7, "LOGIN_REQUIRED"]);
  });
});

describe.concurrent("nowtoken refresh", () => {
  test("gets a new token whatever is left, and shows nothing of it", async () => {
    const login = await makeLogin();
    const run = await runCommand(["refresh"], login);
    expect(run).toEqual({
      exitCode: 0,
      stdout: "default: a new access token, which lives 30 minutes; the refresh token is the same.\n",
      stderr: "",
    });
    expect((await runCommand(["token"], login)).stdout.trim()).not.toBe(login.secrets[1]);
    expect(refreshes(login)).toBe(1);
  });

  test("that brings another refresh token says who has the earlier one, other profiles among them", async () => {
    const login = await makeLogin({ instance: { behaviour: { rotation: "rotate" } } });
    const { origin: instanceUrl, instance } = login.server;
    await keepLogin(openStore(login.environment), {
      name: "second",
      settings: { instanceUrl, clientId: instance.client.clientId },
      credential: { refreshToken: login.secrets[2] },
    });
    const run = await runCommand(["refresh"], login);
    expect(run.stdout).toContain("another one now: the earlier one is still with the profile second.");
  });

  test("--all goes on past those that fail, and exits as the first of them", async () => {
    const first = await makeLogin({ profile: "one" });
    const { home, environment } = first;
    const second = await makeLogin({ profile: "two", home });
    await makeLogin({ profile: "three", home });
    second.server.instance.reset();
    second.server.instance.behaviour.errors = "modern";
    const run = await runCommand(["refresh", "--all", "--json"], { environment });
    expect(run.exitCode).toBe(7);
    expect(JSON.parse(run.stdout).profiles).toMatchObject([
      { profile: "one", refreshTokenRotated: false },
      { profile: "three", refreshTokenRotated: false },
      { profile: "two", error: { code: "LOGIN_REQUIRED" } },
    ]);
    const lines = await runCommand(["refresh", "--all"], { environment });
    expect(lines.stdout).toMatch(/^2 of 3 profiles refreshed\.\n {2}- two: The instance refuses/u);
    const [progress = "", more] = lines.stderr.split("\n\n");
    expect(
      progress
        .split("\n")
        .map((line) => line.split(":")[0])
        .sort(),
    ).toEqual(["one", "three", "two"]);
    expect(more).toBe("More: nowtoken explain\n");
  });

  test("--all goes on past a profile that cannot be read, and one of a newer version", async () => {
    const login = await makeLogin({ profile: "sound" });
    const profiles = join(login.home.folder, ".local/state/nowtoken/profiles");
    await writeFile(join(profiles, "damaged.json"), "{");
    await writeFile(join(profiles, "newer.json"), '{ "version": 2 }');
    const run = await runCommand(["refresh", "--all", "--json"], login);
    expect(run.exitCode).toBe(6);
    const { profiles: told, error } = JSON.parse(run.stdout);
    expect(error).toEqual(told[0].error);
    expect(told).toMatchObject([
      { profile: "damaged", error: { code: "STORE_UNUSABLE", details: { reason: "unreadable" } } },
      { profile: "newer", error: { code: "STORE_UNUSABLE", details: { reason: "unknown-version" } } },
      { profile: "sound", refreshTokenRotated: false },
    ]);
  });
});

test.each(["status", "renew", "refresh"])(
  "%s --all says how to log in where there is no profile",
  async (command) => {
    const { environment } = await makeKeepingHome();
    const run = await runCommand([command, "--all"], { environment });
    expect([run.exitCode, run.stdout]).toEqual([7, ""]);
    expect(run.stderr).toContain("Log in: `nowtoken login`.");
  },
);

// A program of its own is the point here.
describe.concurrent("nowtoken exec", () => {
  const shell = process.platform === "win32" ? "node" : "sh";

  test.runIf(shell === "sh")(
    "gives the program the token, none of our secrets, its words as they are, and its exit code",
    async () => {
      const { environment, secrets, server } = await makeLogin();
      const script =
        'printf "%s|" "$SERVICENOW_ACCESS_TOKEN" "$SERVICENOW_INSTANCE_URL" "$1"; env | grep -c NOWTOKEN_VAULT_KEY; exit 7';
      const run = await nowtoken(["exec", "--", "sh", "-c", script, "sh", "$(echo --json)"], { environment });
      expect(run).toEqual({
        exitCode: 7,
        stdout: `${secrets[1]}|${server.origin}|$(echo --json)|0\n`,
        stderr: "",
      });
    },
  );

  test.runIf(shell === "sh")("passes signals on, and exits as the program that they ended", async () => {
    const { environment } = await makeLogin();
    const script = "echo ready >&2; while :; do sleep 0.05; done";
    const run = await nowtoken(["exec", "--as", "SN_ACCESS_TOKEN", "--", "sh", "-c", script], {
      environment,
      meanwhile: async ({ process: running, waitFor }) => {
        await waitFor(/ready/u);
        running.kill("SIGTERM");
      },
    });
    expect(run.exitCode).toBe(143);
  });

  test.runIf(shell === "sh")("leaves Ctrl-C to the terminal, which tells the program itself", async () => {
    const { environment, home } = await makeLogin();
    const begun = join(home.folder, "begun");
    const run = await runCommand(["exec", "--", "sh", "-c", `touch "${begun}"; exec sleep 60`], {
      environment,
      // Something is piped in.
      terminal: "screen",
      meanwhile: async ({ process: running }) => {
        await vi.waitFor(() => access(begun), { timeout: 4000 });
        running.kill("SIGINT");
        running.kill("SIGTERM");
      },
    });
    expect(run.exitCode).toBe(143);
  });

  test.each([
    ["125 without a program", ["exec"], 125],
    ["125 for a word before the hyphens", ["exec", "test", "--", "true"], 125],
    ["125 without a login", ["exec", "-p", "none", "--", "true"], 125],
    ["125 for a variable that no shell could name", ["exec", "--as", "A-B", "--", "true"], 125],
    ["126 for what cannot be run", ["exec", "--", import.meta.filename], 126],
    ["127 for what is not there", ["exec", "--", "no-such-program-anywhere"], 127],
  ])("exits with %s", async (_, words, exitCode) => {
    const { environment } = await makeLogin();
    const run = await runCommand(words, { environment });
    expect([run.exitCode, run.stdout]).toEqual([exitCode, ""]);
    expect(run.stderr).toContain("Error:");
  });
});
