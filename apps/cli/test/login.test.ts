import { readdir, readFile, writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { countSecrets } from "@nowtoken/contract";
import { afterAll, describe, expect, test } from "vitest";
import { type CommandProcess, runCommand } from "./fixtures/run-command.ts";
import { allow, cleanUp, makeHome, makeInstance } from "./home.ts";
import { authorizationUrl, nowtoken, type Running } from "./nowtoken.ts";

afterAll(cleanUp);

const login = ["login", "--mode", "paste", "--no-open", "--no-input"];

describe.concurrent("nowtoken login", () => {
  test("ends with the panel of the connector's form, the day the refresh token dies, and whose tokens they are", async () => {
    const [home, { server, settings }] = await Promise.all([makeHome(), makeInstance()]);
    const run = await nowtoken([...login, "--out", relative(process.cwd(), home.file)], {
      environment: { ...home.environment, ...settings },
      meanwhile: pasteAnswer((url) => allow(server, url)),
    });
    expect(run.exitCode).toBe(0);
    expect(run.stdout.replace(/\s+/g, " ")).toContain(`Written to ${home.file} (only you can read it).`);
    expect(run.stdout).toMatch(
      /Client ID.*\n.*Client secret.*\n.*Access token.*in the file; dies in 30 minutes/,
    );
    const day = new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10);
    expect(run.stdout).toContain(`dies on ${day}`);
    expect(run.stdout).toContain("Signed in as Knowledge Integration (knowledge.integration)");
    expect(run.stderr).toContain("Sign in as the integration's own account");
    const values = (await readFile(home.file, "utf8")).match(/(?<=: )\S+/g) ?? [];
    expect(countSecrets(run.stdout + run.stderr, [...values, settings["NOWTOKEN_CLIENT_SECRET"]])).toBe(0);
  });

  test("writes the credential alone to standard output with --out -", async () => {
    const [home, { server, settings }] = await Promise.all([makeHome(), makeInstance()]);
    const run = await runCommand([...login, "--out", "-", "--format", "json"], {
      environment: { ...home.environment, ...settings },
      meanwhile: pasteAnswer((url) => allow(server, url)),
    });
    expect(JSON.parse(run.stdout)).toMatchObject({
      version: 1,
      instanceUrl: server.origin,
      accessToken: expect.any(String),
    });
    expect(run.stderr).toContain("For the connector's form");
    expect(await readdir(home.folder)).not.toContain("credentials.txt");
  });

  test("succeeds without a refresh token, warns, and keeps the earlier file beside", async () => {
    const { server, settings } = await makeInstance({
      behaviour: { refreshTokens: "never", grantedScope: "useraccount" },
    });
    const home = await makeHome();
    const earlier = "Auth code: a\nAccess token: b\nRefresh token: earlier-refresh-token\n";
    await writeFile(home.file, earlier);
    const run = await runCommand(login, {
      environment: { ...home.environment, ...settings },
      meanwhile: pasteAnswer((url) => allow(server, url)),
    });
    expect(run.exitCode).toBe(0);
    expect(run.stderr.replace(/\s+/g, " ")).toMatch(
      /issued no refresh token.*missing: openid, profile, email, offline_access/,
    );
    expect(await readFile(`${home.file}.previous`, "utf8")).toBe(earlier);
    expect(await readFile(home.file, "utf8")).toContain("Refresh token: (not issued)\n");
  });

  test("only warns when the instance has nothing that says whose tokens they are", async () => {
    const { server, settings } = await makeInstance({
      behaviour: { currentUserEndpoint: false, sysUserReadable: false },
    });
    const home = await makeHome();
    const run = await runCommand(login, {
      environment: { ...home.environment, ...settings },
      meanwhile: pasteAnswer((url) => allow(server, url)),
    });
    expect([run.exitCode, run.stderr]).toEqual([0, expect.stringContaining("Whom the tokens belong to")]);
  });

  test("names the record's first redirect URL and both ways out when that was used instead of ours", async () => {
    const { server, settings } = await makeInstance({ behaviour: { redirectFallback: "first" } });
    const home = await makeHome();
    const redirectUri = "https://connector.example/oauth";
    const run = await runCommand(login, {
      environment: { ...home.environment, ...settings, NOWTOKEN_REDIRECT_URI: redirectUri },
      meanwhile: pasteAnswer((url) => allow(server, url)),
    });
    expect(run.exitCode).toBe(3);
    expect(run.stderr.replace(/\s+/g, " ")).toContain(
      `or run again with --redirect-uri ${server.origin}/oauth_redirect.do`,
    );
    expect(run.stderr.replace(/\s+/g, " ")).toContain(`Add ${redirectUri} to the record's`);
  });

  test("tells a code of an earlier login for what it is", async () => {
    const { server, settings } = await makeInstance({ behaviour: { pendingCode: "old", errors: "modern" } });
    const home = await makeHome();
    const environment = { ...home.environment, ...settings };
    await allow(server, (await runCommand(["url"], { environment })).stdout);
    const run = await runCommand(login, { environment, meanwhile: pasteAnswer((url) => allow(server, url)) });
    expect(run.exitCode).toBe(4);
    expect(run.stderr.replace(/\s+/g, " ")).toMatch(
      /code of an earlier login.*Wait a minute.*--force-consent/,
    );
  });

  test("shows no secret with DEBUG=* either", async () => {
    const [home, { server, settings }] = await Promise.all([makeHome(), makeInstance()]);
    let redirect = "";
    const run = await nowtoken([...login, "--json"], {
      environment: { ...home.environment, ...settings, DEBUG: "*", NODE_DEBUG: "http,https,net,tls" },
      meanwhile: async (running) => {
        await pasteAnswer(async (url) => {
          redirect = await allow(server, url);
          return redirect;
        })(running);
      },
    });
    expect(run.exitCode).toBe(0);
    const values = (await readFile(home.file, "utf8")).match(/(?<=: )\S+/g) ?? [];
    expect(countSecrets(run.stdout + run.stderr, values)).toBe(0);
  });

  test("ends with 124 when nobody answers in time", async () => {
    const home = await makeHome();
    const run = await nowtoken([...login, "dev1", "--client-id", "x", "--wait", "200ms"], {
      environment: home.environment,
      meanwhile: async ({ waitFor }) => void (await waitFor(authorizationUrl)),
    });
    expect([run.exitCode, run.stderr]).toEqual([124, expect.stringContaining("Nobody answered")]);
  });

  test.runIf(process.platform !== "win32").each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("ends by %s with exit code %i", async (signal, exitCode) => {
    const home = await makeHome();
    const run = await runCommand([...login, "dev1", "--client-id", "x"], {
      environment: home.environment,
      meanwhile: async ({ process, waitFor }) => {
        await waitFor(authorizationUrl);
        process.kill(signal);
      },
    });
    expect(run.exitCode).toBe(exitCode);
    expect(await readdir(home.folder)).toEqual([]);
  });
});

function pasteAnswer(visit: (url: string) => Promise<string>) {
  return async ({ process, waitFor }: Running<CommandProcess>) => {
    process.stdin.end(await visit((await waitFor(authorizationUrl)) ?? ""));
  };
}
