import { countSecrets } from "@nowtoken/contract";
import type { PracticeOptions } from "@nowtoken/simulator";
import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";
import { cleanUp, makeHome, makeInstance } from "./home.ts";
import { makeLogin } from "./kept-login.ts";

afterAll(cleanUp);

const redirects = "https://dev12345.service-now.com/oauth_redirect.do,http://localhost:8765/callback";

describe.concurrent("nowtoken registry guide", () => {
  test("prints the steps for the instance, with each value on a line of its own", async () => {
    const run = await runCommand(["registry", "guide", "dev12345"]);
    expect([run.exitCode, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toContain("OAuth - Authorization code grant");
    const lines = run.stdout.split("\n").map((line) => line.trim());
    expect(lines).toEqual(expect.arrayContaining([redirects, "31536000", "7200", "offline_access"]));
  });

  test("knows the classic form, products, and settings of the environment", async () => {
    const run = await runCommand(
      ["registry", "guide", "--ui", "classic", "--for", "postman", "--format", "markdown"],
      { environment: { NOWTOKEN_INSTANCE: "dev12345", NOWTOKEN_SCOPE: "useraccount" } },
    );
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain("Create an OAuth API endpoint for external clients");
    expect(run.stdout).toContain("`https://oauth.pstmn.io/v1/browser-callback`");
    expect(run.stdout).not.toContain("offline\\_access");
  });

  test("gives a program the record and the steps", async () => {
    const run = await runCommand(["registry", "guide", "dev12345", "--json", "--name", "Mine"]);
    expect(JSON.parse(run.stdout)).toMatchObject({
      variant: "console",
      record: { name: "Mine", redirectUris: redirects.split(","), refreshTokenLifespan: 31_536_000 },
      guide: { sections: expect.arrayContaining([expect.objectContaining({ id: "lifespans" })]) },
    });
  });

  test.each([
    ["an instance missing", ["registry", "guide"], "Instance must be given."],
    ["a form that there is not", ["registry", "guide", "dev1", "--ui", "hunter2"], "--ui must be one of"],
    [
      "a product that is not known",
      ["registry", "guide", "dev1", "--for", "hunter2"],
      "--for must be one of",
    ],
    [
      "a name that cannot be looked for",
      ["registry", "guide", "dev1", "--name", "hunter2^"],
      "Record name must",
    ],
    ["a command that there is not", ["registry", "gide", "hunter2"], "did you mean registry guide?"],
    ["a flag that there is not", ["registry", "guide", "--uii=hunter2"], "did you mean --ui?"],
  ])("refuses %s with 2 and repeats nothing", async (_, words, sentence) => {
    const run = await runCommand(words);
    expect([run.exitCode, run.stdout]).toEqual([2, ""]);
    expect(run.stderr.replace(/\s+/gu, " ")).toContain(sentence);
    expect(run.stderr).not.toContain("hunter2");
  });
});

describe.concurrent("nowtoken registry request", () => {
  test("writes a mail", async () => {
    const run = await runCommand(["registry", "request", "dev12345", "--for", "knowledge-hub"]);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toMatch(/^Subject: .*NiCE Knowledge Hub on dev12345.service-now.com\n/u);
    expect(run.stdout).toContain(redirects);
  });

  test("writes a script that holds what was typed as text alone", async () => {
    const run = await runCommand([
      "registry",
      "request",
      "dev12345",
      "--format",
      "script",
      "--name",
      '"); gs.print("x',
    ]);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain(String.raw`var name = "\"); gs.print(\"x";`);
  });
});

const administrator = {
  input: "Practice-only-2\n",
  words: ["--admin-user", "admin", "--admin-password-stdin"],
};

/** Checks the record of a practice instance. */
async function check(words: readonly string[], options: { instance?: PracticeOptions; input?: string } = {}) {
  const [home, { server, settings }] = await Promise.all([makeHome(), makeInstance(options.instance)]);
  const { NOWTOKEN_CLIENT_SECRET: _, ...publicSettings } = settings;
  const run = await runCommand(["registry", "check", ...words], {
    environment: { ...home.environment, ...publicSettings },
    ...(options.input !== undefined && { input: options.input }),
  });
  expect(countSecrets(run.stdout + run.stderr, ["Practice-only-2", settings["NOWTOKEN_CLIENT_SECRET"]])).toBe(
    0,
  );
  return { ...run, server, told: `${run.stdout} ${run.stderr}`.replace(/\s+/gu, " ") };
}

describe.concurrent("nowtoken registry check", () => {
  test("looks from outside without rights, and says what it cannot see", async () => {
    const { exitCode, told, server } = await check([]);
    expect(exitCode).toBe(0);
    expect(told).toContain("Client id exists Redirect URL is accepted PKCE is not demanded");
    expect(told).toContain("Nothing to improve. Lifespans, scopes and the rest are seen with");
    expect(new Set(server.instance.log().map(({ path }) => path))).toEqual(new Set(["/oauth_auth.do"]));
  });

  test("ends with 4 when something failed", async () => {
    const clients = [{ redirectUris: ["https://elsewhere.example/"] }];
    const { exitCode, told } = await check([], { instance: { clients } });
    expect(exitCode).toBe(4);
    expect(told).toContain("refuses the redirect URL");
  });

  test("reads the record with an administrator's password, and marks where an address differs", async () => {
    const instance = { clients: [{ refreshTokenLifespan: 31_536_000, accessTokenLifespan: 7_200 }] };
    const good = await check(administrator.words, { input: administrator.input, instance });
    expect([good.exitCode, good.told]).toEqual([0, expect.stringContaining("Nothing to improve.")]);
    const redirectUri = `${good.server.origin}/oauth_redirect.do`;
    const bad = await check(
      [...administrator.words, "--redirect-uri", `${redirectUri}/`, "--instance", good.server.origin],
      {
        input: administrator.input,
      },
    );
    expect([bad.exitCode, bad.stdout]).toEqual([
      4,
      expect.stringMatching(/^ {9}ours .*\n {9}listed .*\n +\^$/mu),
    ]);
  });

  test("gives a program the findings", async () => {
    const { exitCode, stdout } = await check(
      [...administrator.words, "--json", "--client-id", "0".repeat(32)],
      {
        input: administrator.input,
      },
    );
    expect(exitCode).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({
      seen: "record",
      record: null,
      findings: [{ id: "record-missing", severity: "failed" }],
    });
  });

  test("explains a password that is refused: wrong, single sign-on or a second factor, Brazil's restriction", async () => {
    const { exitCode, told } = await check(administrator.words, { input: "wrong\n" });
    expect(exitCode).toBe(4);
    expect(told).toMatch(/password is wrong.*single sign-on or a second factor.*Brazil/u);
  });

  test("takes the token of another profile, or of standard input", async () => {
    const { server, environment } = await makeLogin({ profile: "admin" });
    const settings = { environment: { ...environment, NOWTOKEN_INSTANCE_URL: server.origin } };
    const words = ["registry", "check", "--name", "Knowledge Connector"];
    const refused = await runCommand([...words, "--admin-profile", "admin"], settings);
    // The integration's own user is no administrator.
    expect([refused.exitCode, refused.stderr.replace(/\s+/gu, " ")]).toEqual([
      4,
      expect.stringContaining("its user may not read oauth_entity"),
    ]);
    server.instance.user.roles.push("oauth_admin");
    const read = await runCommand([...words, "--admin-profile", "admin"], settings);
    expect(read.stdout).toContain("The OAuth record Knowledge Connector on");
    const token = await runCommand(["token", "-p", "admin"], settings);
    const piped = await runCommand([...words, "--admin-token-stdin"], { ...settings, input: token.stdout });
    expect(piped.stdout).toBe(read.stdout);
  });

  test("lets the profile know the day that its refresh token dies, unless the record changed since", async () => {
    const { server, environment } = await makeLogin();
    const given = { environment, input: administrator.input };
    const words = ["registry", "check", ...administrator.words];
    const status = async () => (await runCommand(["status", "--json"], { environment })).stdout;
    expect(await status()).toContain('"assumed"');
    server.instance.client.otherFields["sys_updated_on"] = "2100-01-01 00:00:00";
    await runCommand(words, given);
    expect(await status()).toContain('"assumed"');
    server.instance.client.otherFields["sys_updated_on"] = "2020-01-01 00:00:00";
    const run = await runCommand(words, given);
    expect(run.stdout).toContain("The profile default now knows the day");
    expect(await status()).toContain('"record"');
    expect((await runCommand(words, given)).stdout).not.toContain("now knows");
  });

  test.each([
    ["nobody to ask for the administrator", ["--admin-user", "admin"], "An administrator must be named"],
    ["two administrators", ["--admin-user", "a", "--admin-profile", "b"], "exclude each other"],
    ["a password without its user", ["--admin-password-stdin"], "needs --admin-user"],
    ["standard input claimed twice", ["--admin-token-stdin", "--client-secret-stdin"], "one thing at a time"],
    ["a profile that there is not", ["--admin-profile", "nobody"], "There is no profile nobody"],
  ])("refuses %s before anything is sent", async (_, words, sentence) => {
    const { exitCode, told, server } = await check(words, { input: "x\n" });
    expect([2, 7]).toContain(exitCode);
    expect(told).toContain(sentence);
    expect(server.instance.log()).toEqual([]);
  });
});

test("the group is told about in --help", async () => {
  const run = await runCommand(["--help"]);
  expect(run.stdout).toMatch(/^ +registry {2,}The OAuth record on the instance/mu);
});
