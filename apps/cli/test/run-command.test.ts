import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";
import { allow, cleanUp, makeHome, makeInstance } from "./home.ts";
import { authorizationUrl, nowtoken } from "./nowtoken.ts";

afterAll(cleanUp);

describe.concurrent("a command inside this process", () => {
  test.each([
    [["login", "--help"]],
    [["login", "--json"]],
    [["logn"]],
    [["exchange", "--wait=30d"]],
    [["exchange"]],
  ])("prints and ends as a process of its own does: %j", async (words) => {
    const { environment } = await makeHome();
    const options = {
      environment: { ...environment, NOWTOKEN_CLIENT_ID: "x" },
      input: "nothing like a redirect",
    };
    expect(await runCommand(words, options)).toEqual(await nowtoken(words, options));
  });

  test("has its own environment, streams and exit code, and leaves this process as it was", async () => {
    const before = [process.exitCode, process.stdout.listenerCount("error"), process.listenerCount("SIGINT")];
    const runs = await Promise.all(
      ["dev1", "dev2", ""].map(async (instance) => {
        const { environment } = await makeHome();
        const own = { NOWTOKEN_INSTANCE: instance, NOWTOKEN_CLIENT_ID: "x" };
        return runCommand(["url"], { environment: { ...environment, ...own } });
      }),
    );
    expect(runs.map(({ exitCode, stdout }) => [exitCode, stdout.slice(0, 12)])).toEqual([
      [0, "https://dev1"],
      [0, "https://dev2"],
      [2, ""],
    ]);
    expect([
      process.exitCode,
      process.stdout.listenerCount("error"),
      process.listenerCount("SIGINT"),
    ]).toEqual(before);
    expect(process.env["NOWTOKEN_DISABLE_THEME"]).toBeUndefined();
  });

  test("hears signals of its own", async () => {
    const { environment } = await makeHome();
    const run = await runCommand(["login", "dev1", "--client-id=x", "--no-open"], {
      environment,
      meanwhile: async ({ process, waitFor }) => {
        await waitFor(authorizationUrl);
        process.kill("SIGTERM");
      },
    });
    expect(run.exitCode).toBe(143);
  });

  test("asks at a terminal", async () => {
    const [home, { server, settings }] = await Promise.all([makeHome(), makeInstance()]);
    const { NOWTOKEN_CLIENT_SECRET = "", ...rest } = settings;
    const run = await runCommand(["login", "--mode=paste", "--no-open"], {
      environment: { ...home.environment, ...rest, TERM: "xterm" },
      terminal: true,
      meanwhile: async ({ process, waitFor }) => {
        await waitFor(/client secret/);
        process.stdin.write(`${NOWTOKEN_CLIENT_SECRET}\r`);
        const url = (await waitFor(authorizationUrl)) ?? "";
        await waitFor(/Paste the address here/);
        process.stdin.write(`${await allow(server, url)}\r`);
      },
    });
    expect(run.stderr).not.toContain(NOWTOKEN_CLIENT_SECRET);
    expect([run.exitCode, run.stdout]).toEqual([0, expect.stringContaining("For the connector's form")]);
  });
});
