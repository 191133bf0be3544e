import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";
import { allow, cleanUp, makeHome, makeInstance } from "./home.ts";
import { authorizationUrl, nowtoken } from "./nowtoken.ts";

afterAll(cleanUp);

const secret = "••••hunter2••••";
const masked = "••••••••••••••••";
const oneLine = (text: string) => text.replace(/\s+/g, " ");

/** A home in which a login was refused by the instance because of its client secret. */
async function failedLogin(clientSecret: string, scope = "useraccount") {
  const [home, { server, settings }] = await Promise.all([makeHome(), makeInstance()]);
  const environment = { ...home.environment, NOWTOKEN_STATE_DIR: join(home.folder, "state") };
  const login = await runCommand(["login", "--no-open", "--no-input", "--no-save"], {
    environment: {
      ...environment,
      ...settings,
      NOWTOKEN_CLIENT_SECRET: clientSecret,
      NOWTOKEN_SCOPE: scope,
    },
    meanwhile: async ({ process, waitFor }) => {
      process.stdin.end(await allow(server, (await waitFor(authorizationUrl)) ?? ""));
    },
  });
  return { login, environment, home };
}

/** A home with a login that was kept. */
async function keptLogin() {
  const [home, { server, settings }] = await Promise.all([makeHome(), makeInstance()]);
  const environment = { ...home.environment, ...settings, NOWTOKEN_STORE: "file" };
  await runCommand(["login", "--no-open", "--no-input"], {
    environment,
    meanwhile: async ({ process, waitFor }) => {
      process.stdin.end(await allow(server, (await waitFor(authorizationUrl)) ?? ""));
    },
  });
  return { environment };
}

describe.concurrent("a command that failed", () => {
  test("names the likeliest cause and what to do, and `explain` says the rest", async () => {
    const { login, environment } = await failedLogin(masked);
    expect(login.exitCode).toBe(4);
    expect(oneLine(login.stderr)).toContain(
      "The cause: The client secret is what a form shows instead of it: dots or asterisks. - Open the lock icon",
    );
    expect(login.stderr).toMatch(/\n\nMore: nowtoken explain\n$/);
    const explained = await runCommand(["explain"], { environment });
    expect(oneLine(explained.stdout)).toMatch(
      /The last failure: nowtoken login, .* just now\. The instance refused .* 1\. The cause: The client secret is what a form shows .* Log System Logs > System Log > All: "Exception on token flow - client_secret"/,
    );
    expect([explained.exitCode, explained.stderr]).toEqual([0, ""]);
  });

  test("is kept for its owner alone, without a secret", async () => {
    const { environment, home } = await failedLogin(secret, "useraccount openid");
    const path = join(home.folder, "state", "last-failure.json");
    const kept = await readFile(path, "utf8");
    expect(JSON.parse(kept)).toMatchObject({
      command: "login",
      code: "TOKEN_REQUEST_REJECTED",
      attempt: { request: "authorization-code", scopes: ["useraccount", "openid"], codeAge: { atLeast: 0 } },
    });
    expect((await stat(path)).mode & 0o777).toBe(process.platform === "win32" ? 0o666 : 0o600);
    const { stdout } = await runCommand(["explain", "--json"], { environment });
    for (const text of [kept, stdout]) expect(text).not.toContain("hunter2");
    expect(JSON.parse(stdout)).toMatchObject({
      known: true,
      failure: { command: "login", code: "TOKEN_REQUEST_REJECTED" },
      failures: [{ id: "refused-exchange" }],
      causes: expect.arrayContaining([
        expect.objectContaining({ id: "scope-missing", fix: expect.any(Array) }),
      ]),
    });
  });

  test("is told in its place when it was a mistake on the command line; what explains is not kept", async () => {
    const { environment } = await makeHome();
    expect((await runCommand(["login", "--hunter2"], { environment })).stderr).toContain(
      "More: nowtoken explain",
    );
    expect((await runCommand(["explain", "--hunter2"], { environment })).stderr).not.toContain("More:");
    const { stdout } = await runCommand(["explain", "--json"], { environment });
    expect(JSON.parse(stdout)).toMatchObject({ failure: { command: "login", code: "CONFIG_INVALID" } });
    expect(stdout).not.toContain("hunter2");
  });

  test("is said not to be there before anything has failed", async () => {
    const { environment } = await makeHome();
    const run = await runCommand(["explain"], { environment });
    expect([run.exitCode, run.stdout]).toEqual([0, expect.stringContaining("No failure is on record")]);
  });

  test("fails as it would where nothing can be kept, and promises no more", async () => {
    const { environment, file } = await makeHome();
    const run = await runCommand(["login", "--bad"], {
      environment: { ...environment, NOWTOKEN_STATE_DIR: "/dev/null" },
    });
    expect([run.exitCode, run.stderr]).toEqual([2, expect.not.stringContaining("More:")]);
    expect(file).not.toBe("");
  });
});

describe.concurrent("what only the command line can fail with is explained:", () => {
  const expectCause = async (environment: NodeJS.ProcessEnv, cause: string) => {
    const { stdout } = await runCommand(["explain", "--json"], { environment });
    expect(JSON.parse(stdout).causes[0].id).toBe(cause);
  };

  test.each([
    ["a command that there is not", "usage-wrong", ["logn"]],
    ["a program that there is not", "program-missing", ["exec", "--", "/nowhere/program"]],
    ["nobody who answers", "nobody-answered", ["login", "--no-open", "--wait=50ms"]],
    ["a profile that there is not", "no-profile", ["token", "--profile=test"]],
    ["a profile of another instance", "profile-of-other-instance", ["token", "--instance=dev2"]],
  ])("%s: %s", async (_, cause, words) => {
    const { environment } = await keptLogin();
    // Standard input stays open: whoever waits for it waits.
    const run = await runCommand(words, { environment, meanwhile: async () => {} });
    expect(run.exitCode).not.toBe(0);
    await expectCause(environment, cause);
  });

  test("a mistake in the program itself, as a broken runtime makes one: our-bug", async () => {
    const { environment } = await keptLogin();
    const NODE_OPTIONS = "--import=data:text/javascript,URLSearchParams.prototype.toString=null";
    const run = await nowtoken(["url", "--no-input"], { environment: { ...environment, NODE_OPTIONS } });
    expect(run.exitCode).toBe(1);
    await expectCause(environment, "our-bug");
  });
});

describe.concurrent("a text", () => {
  test.each([
    ["in quotes", ["explain", `{"error":"invalid_client","client_secret":"${secret}"}`], ""],
    ["in several words", ["explain", "Invalid", "client", secret], ""],
    [
      "on standard input",
      ["explain", "-"],
      `Traceback:\n{'error': 'invalid_client', 'secret': '${secret}'}\n`,
    ],
  ])("%s is explained, and nothing of it comes back", async (_, words, input) => {
    const { environment } = await makeHome();
    const run = await runCommand(words, { environment, input });
    expect([run.exitCode, run.stderr]).toEqual([0, ""]);
    expect(oneLine(run.stdout)).toMatch(
      /^Recognised as: invalid_client 1\. Most likely: The client secret is not/,
    );
    expect(run.stdout).not.toContain("hunter2");
  });

  test.each([
    ["behind --", ["explain", "--", "--error: invalid_client"]],
    ["with a blank in it", ["explain", "--error: invalid_client"]],
    ["with a flag behind it", ["explain", "-----BEGIN invalid_client", "--all"]],
  ])("that begins with a hyphen is a text %s", async (_, words) => {
    const { environment } = await makeHome();
    const run = await runCommand(words, { environment });
    expect([run.exitCode, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toContain("Recognised as:\n  invalid_client\n");
  });

  test("that looks like a flag is refused, with the way to give it", async () => {
    const { environment } = await makeHome();
    const run = await runCommand(["explain", "--error=invalid_client"], { environment });
    expect([run.exitCode, run.stdout]).toEqual([2, ""]);
    expect(oneLine(run.stderr)).toMatch(
      /no such flag.*behind --, or to standard input: .*nowtoken explain -/,
    );
  });

  test.each([
    ["on the command line", ["explain", ""], ""],
    ["on standard input", ["explain", "-"], "\n \n"],
  ])("of nothing %s is no failure that nobody knows", async (_, words, input) => {
    const { environment } = await makeHome();
    const run = await runCommand(words, { environment, input });
    expect([run.exitCode, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toMatch(/^Error: No text came\./);
  });

  test("with many causes shows five, and all for whoever asks; --json has them all", async () => {
    const { environment } = await makeHome();
    const shown = async (...words: string[]) =>
      (await runCommand(["explain", ...words], { environment })).stdout;
    const few = await shown("invalid client");
    expect(few).toMatch(/\n5\. /u);
    expect(few).not.toMatch(/\n6\. /u);
    expect(few).toMatch(/\n\n\d more causes are possible: the same command with --all shows them\.\n$/u);
    expect(oneLine(few)).toMatch(/1\. Most likely: The client secret .* 2\. .*client id.* 3\. .*not active/u);
    const all = await shown("invalid client", "--all");
    const { causes } = JSON.parse(await shown("invalid client", "--json"));
    expect(all).toContain(`\n${causes.length}. `);
    expect(all).not.toContain("--all");
  });

  test("that nobody knows is said to be that, with what to collect", async () => {
    const { environment } = await makeHome();
    const run = await runCommand(["explain", "the frobnicator is wedged"], { environment });
    expect(oneLine(run.stdout)).toMatch(
      /^nowtoken does not know this failure.*- The whole answer: its status/,
    );
    const json = await runCommand(["explain", "the frobnicator is wedged", "--json"], { environment });
    expect(JSON.parse(json.stdout)).toMatchObject({ known: false, causes: [], collect: expect.any(Array) });
  });
});
