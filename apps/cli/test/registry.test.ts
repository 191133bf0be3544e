import { describe, expect, test } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";

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

test("the group is told about in --help", async () => {
  const run = await runCommand(["--help"]);
  expect(run.stdout).toMatch(/TOPICS\n\s+registry {2}The OAuth record on the instance/u);
});
