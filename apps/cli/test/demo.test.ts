import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";
import { cleanUp, makeHome } from "./home.ts";
import { nowtoken } from "./nowtoken.ts";

afterAll(cleanUp);

describe.concurrent("without an instance of one's own", () => {
  test("demo takes none of the person's settings and no proxy, hides the middles, and leaves nothing behind", async () => {
    const home = await makeHome();
    const own = { NOWTOKEN_SCOPE: "no,such", NOWTOKEN_TIMEOUT: "never", TMPDIR: home.folder };
    // Nobody listens there.
    const proxies = { NODE_USE_ENV_PROXY: "1", HTTP_PROXY: "http://127.0.0.1:1" };
    const run = await nowtoken(["demo"], { environment: { ...home.environment, ...own, ...proxies } });
    expect([run.exitCode, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toMatch(
      /Auth code: \S{4}…\S{4}\n {2}Access token: \S{4}…\S{4}\n {2}Refresh token: \S{4}…\S{4}\n/,
    );
    expect(run.stdout).not.toMatch(/[\w-]{80}/);
    expect((await readdir(home.folder)).filter((name) => name.startsWith("nowtoken"))).toEqual([]);
  });

  test.runIf(process.platform !== "win32")("demo ends by a signal with 130, and leaves nothing", async () => {
    const home = await makeHome();
    const run = await nowtoken(["demo"], {
      environment: { ...home.environment, TMPDIR: home.folder },
      meanwhile: async ({ process }) => {
        await once(process.stdout, "data");
        process.kill("SIGINT");
      },
    });
    expect([run.exitCode, run.stderr]).toEqual([130, ""]);
    expect((await readdir(home.folder)).filter((name) => name.startsWith("nowtoken"))).toEqual([]);
  });

  test.runIf(process.platform !== "win32")(
    "simulate says where it listens, and ends by a signal",
    async () => {
      const home = await makeHome();
      const run = await nowtoken(["simulate", "--json", "--fault", "hibernating"], {
        environment: home.environment,
        meanwhile: async ({ process }) => {
          let printed = "";
          for await (const text of process.stdout.iterator({ destroyOnReturn: false })) {
            printed += text;
            if (printed.endsWith("}\n")) break;
          }
          const { instanceUrl } = JSON.parse(printed);
          const answer = await fetch(`${instanceUrl}/oauth_token.do`, { method: "POST" });
          expect(await answer.text()).toContain("Your instance is hibernating");
          process.kill("SIGTERM");
        },
      });
      expect(run.exitCode).toBe(143);
    },
  );

  test("help shows examples for every command, and the exit codes", async () => {
    const { environment } = await makeHome();
    const root = await runCommand(["--help"], { environment });
    expect(root.stdout).toMatch(/124 {2}nobody answered in time/);
    const commands = root.stdout.split("COMMANDS")[1]?.match(/(?<=^ {2})[a-z]+(?= {2,}[A-Z])/gm) ?? [];
    expect(commands).toEqual(expect.arrayContaining(["demo", "exchange", "login", "simulate", "url"]));
    const helps = await Promise.all(
      commands.map((command) => runCommand([command, "--help"], { environment })),
    );
    for (const help of helps) {
      expect(help.stdout).toContain("EXAMPLES");
      expect(help.stdout.split("\n").every((line) => line.length <= 80)).toBe(true);
    }
  });
});
