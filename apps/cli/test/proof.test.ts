import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";
import { allow, cleanUp } from "./home.ts";
import { type KeptLogin, makeLogin } from "./kept-login.ts";

afterAll(cleanUp);

/** Logs the same user in once more with the same record, which yields the very tokens that there are. */
async function logInAgain({ environment, server }: KeptLogin, profile: string) {
  const { clientId, clientSecret } = server.instance.client;
  const given = {
    environment: {
      ...environment,
      NOWTOKEN_INSTANCE_URL: server.origin,
      NOWTOKEN_CLIENT_ID: clientId,
      NOWTOKEN_CLIENT_SECRET: clientSecret,
      NOWTOKEN_PROFILE: profile,
      NOWTOKEN_OUT: "-",
    },
  };
  const { stdout } = await runCommand(["url"], given);
  return runCommand(["exchange"], { ...given, input: await allow(server, stdout) });
}

const oneLine = (text: string): string => text.replace(/\s+/gu, " ");
const json = ({ stdout }: { readonly stdout: string }) => JSON.parse(stdout);

describe.concurrent("nowtoken verify", () => {
  test("says whose the tokens are, which tables they read, and what the clock says", async () => {
    const { environment } = await makeLogin();
    const tables = { NOWTOKEN_TABLE: "incident, kb_knowledge" };
    const run = await runCommand(["verify"], { environment: { ...environment, ...tables } });
    expect([run.exitCode, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toContain("ok       kb_knowledge can be read.");
    expect(run.stdout).toContain("ok       Signed in as Knowledge Integration (knowledge.integration)");
    expect(run.stdout).toContain("ok       incident can be read.");
    expect(run.stdout.split("\n").every((line) => line.length <= 80)).toBe(true);
  });

  test("goes on past what fails, and exits as the first failure", async () => {
    const { environment, server } = await makeLogin();
    server.instance.behaviour.api = "scope";
    const run = await runCommand(["verify", "--table", "incident", "--json"], { environment });
    expect(run.exitCode).toBe(4);
    const { checks, error } = json(run);
    expect(error).toMatchObject({ code: "API_REJECTED", details: { reason: "scope" } });
    expect(checks).toContainEqual(
      expect.objectContaining({
        check: "table",
        status: "failed",
        error: expect.objectContaining({ details: expect.objectContaining({ reason: "scope" }) }),
      }),
    );
    expect(checks).toContainEqual(expect.objectContaining({ check: "clock", status: "ok" }));
  });

  test("fails when somebody else clicked Allow", async () => {
    const { environment } = await makeLogin();
    const run = await runCommand(["verify", "--expect-user", "somebody.else"], { environment });
    expect([run.exitCode, run.stderr]).toEqual([4, "\nMore: nowtoken explain\n"]);
    expect(run.stdout).toContain("failed   Expected somebody.else: somebody else clicked Allow.");
    const told = await runCommand(["verify", "--expect-user", "somebody.else", "--json"], { environment });
    expect([told.exitCode, json(told)]).toEqual([
      4,
      expect.objectContaining({
        status: "failed",
        error: {
          code: "WRONG_USER",
          message: "The tokens belong to knowledge.integration, not to somebody.else.",
          cause: expect.objectContaining({ certainty: "likely" }),
          details: { expected: "somebody.else", actual: "knowledge.integration" },
          fix: [expect.stringContaining("sign in as somebody.else")],
        },
      }),
    ]);
  });

  test("--as-connector redeems the refresh token, and keeps a rotated one", async () => {
    const { environment, server } = await makeLogin();
    server.instance.behaviour.rotation = "rotate-and-revoke";
    const run = await runCommand(["verify", "--as-connector", "--json"], { environment });
    expect(run.exitCode).toBe(0);
    expect(json(run).checks).toContainEqual({
      check: "connector",
      status: "ok",
      rotated: true,
      expiresInSeconds: 1799,
    });
    // The earlier refresh token would end the whole grant now.
    expect((await runCommand(["refresh"], { environment })).exitCode).toBe(0);
  });

  test("a refresh token that is dead is a login that is needed", async () => {
    const { environment, server } = await makeLogin();
    server.instance.reset();
    server.instance.behaviour.errors = "modern";
    const run = await runCommand(["verify", "--as-connector"], { environment });
    expect(run.exitCode).toBe(7);
    expect(run.stdout).toContain("failed   The refresh token brings nothing.");
  });
});

describe.concurrent("nowtoken revoke", () => {
  test("revokes both tokens, proves it, and keeps the profile without them", async () => {
    const { environment, server } = await makeLogin();
    const run = await runCommand(["revoke", "--json"], { environment });
    expect([run.exitCode, json(run)]).toEqual([
      0,
      {
        profile: "default",
        revoked: true,
        refreshToken: { outcome: "confirmed" },
        accessToken: { outcome: "confirmed" },
      },
    ]);
    const revocations = server.instance.log().filter(({ path }) => path.startsWith("/oauth_revoke"));
    expect(revocations.map(({ method, query }) => [method, query])).toEqual([
      ["POST", {}],
      ["POST", {}],
    ]);
    const token = await runCommand(["token"], { environment });
    expect([token.exitCode, token.stderr]).toEqual([7, expect.stringContaining("holds no tokens")]);
  });

  test("does not call done what the instance did not do", async () => {
    const { environment, server } = await makeLogin();
    server.instance.behaviour.revocation = "nothing";
    const run = await runCommand(["revoke"], { environment });
    expect(run.exitCode).toBe(4);
    expect(run.stdout).toContain("Refresh token: not revoked: a call with it still works.");
    const told = json(await runCommand(["revoke", "--json"], { environment }));
    expect(told).toMatchObject({ revoked: false, refreshToken: { outcome: "alive" } });
    expect(told.error).toEqual({
      code: "NOT_REVOKED",
      message: "Refresh token: not revoked: a call with it still works.",
      details: { token: "refreshToken" },
      fix: [expect.stringContaining("System OAuth > Manage Tokens")],
    });
    expect((await runCommand(["token"], { environment })).exitCode).toBe(0);
  });
});

describe.concurrent("nowtoken logout", () => {
  test("revokes a pair that nobody else has, and forgets it", async () => {
    const { environment, server } = await makeLogin();
    const run = await runCommand(["logout", "--json"], { environment });
    expect([run.exitCode, json(run)]).toEqual([0, { profile: "default", forgotten: true, revoked: true }]);
    expect(server.instance.log().some(({ path }) => path.startsWith("/oauth_revoke"))).toBe(true);
    expect((await runCommand(["token"], { environment })).exitCode).toBe(7);
  });

  test("leaves a pair alive that was handed over, unless somebody says otherwise", async () => {
    const { environment, server } = await makeLogin({ writesFile: true });
    const run = await runCommand(["logout", "--no-input"], { environment });
    expect([run.exitCode, run.stdout]).toEqual([
      0,
      "The profile default is forgotten here. Its tokens are alive until they die by\nthemselves.\n",
    ]);
    expect(server.instance.log().some(({ path }) => path.startsWith("/oauth_revoke"))).toBe(false);
  });

  test("leaves a pair alive that another profile keeps, which a login says", async () => {
    const login = await makeLogin();
    const again = await logInAgain(login, "second");
    expect(oneLine(again.stderr)).toContain("The same tokens are kept as the profile default too");
    const run = await runCommand(["logout", "--no-input", "--json"], login);
    expect(json(run)).toMatchObject({ forgotten: true, revoked: false });
    expect(login.server.instance.log().some(({ path }) => path.startsWith("/oauth_revoke"))).toBe(false);
    // Whom `second` was printed for has them still.
    const last = await runCommand(["logout", "--no-input", "--json", "-p", "second"], login);
    expect(json(last)).toMatchObject({ forgotten: true, revoked: false });
  });

  test.each([
    ["y", true],
    ["\r", false],
  ])("asks at a terminal before it stops others: %j", async (answer, revoked) => {
    const { environment, server } = await makeLogin({ writesFile: true });
    const run = await runCommand(["logout"], {
      environment,
      terminal: true,
      meanwhile: async ({ process, waitFor }) => {
        await waitFor(/credential file[\s\S]*Revoke them\?/u);
        process.stdin.write(`${answer}\r`);
      },
    });
    expect(run.exitCode).toBe(0);
    expect(server.instance.log().some(({ path }) => path.startsWith("/oauth_revoke"))).toBe(revoked);
  });

  test("keeps the profile when the tokens are alive afterwards, and says why", async () => {
    const { environment, server } = await makeLogin();
    server.instance.behaviour.revocation = "nothing";
    const run = await runCommand(["logout", "--json"], { environment });
    expect([run.exitCode, json(run)]).toEqual([
      4,
      expect.objectContaining({ revoked: false, error: expect.objectContaining({ code: "NOT_REVOKED" }) }),
    ]);
    expect((await runCommand(["token"], { environment })).exitCode).toBe(0);
  });

  test("keeps the profile when the instance cannot be reached", async () => {
    const { environment, server } = await makeLogin();
    await server.close();
    const run = await runCommand(["logout"], { environment });
    expect(run.exitCode).toBe(5);
    expect((await runCommand(["token"], { environment })).exitCode).toBe(0);
    expect((await runCommand(["logout", "--keep"], { environment })).exitCode).toBe(0);
    expect((await runCommand(["token"], { environment })).exitCode).toBe(7);
  });
});
