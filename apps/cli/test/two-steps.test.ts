import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";
import { allow, cleanUp, makeHome, makeInstance } from "./home.ts";
import { nowtoken } from "./nowtoken.ts";
import { openStore } from "./profiles.ts";

afterAll(cleanUp);

const pendingFolder = (home: string) => join(home, ".local/state/nowtoken/pending");

describe.concurrent("url and exchange", () => {
  test("finish a login in two processes, once", async () => {
    const [home, { server, settings }] = await Promise.all([makeHome(), makeInstance()]);
    const environment = { ...home.environment, ...settings };
    const url = await nowtoken(["url"], { environment });
    expect(url).toEqual({ exitCode: 0, stdout: expect.stringMatching(/^http\S+\n$/), stderr: "" });
    if (process.platform === "linux") {
      const [pending = ""] = await readdir(pendingFolder(home.folder));
      expect((await stat(join(pendingFolder(home.folder), pending))).mode & 0o777).toBe(0o600);
    }

    const redirect = await allow(server, url.stdout);
    const first = await nowtoken(["exchange", "-"], { environment, input: redirect });
    expect(first.exitCode).toBe(0);
    const code = new URL(redirect).searchParams.get("code");
    expect(await readFile(home.file, "utf8")).toMatch(new RegExp(`^Auth code: ${code}\nAccess token: `));

    const second = await nowtoken(["exchange"], { environment, input: redirect });
    expect(second.exitCode).toBe(3);
    expect(second.stderr).toContain("This login has been used already");
  });

  test("of another instance or client are refused, and the login stays good", async () => {
    const [home, { server, settings }] = await Promise.all([makeHome(), makeInstance()]);
    const environment = { ...home.environment, ...settings };
    const { stdout } = await runCommand(["url"], { environment });
    const input = await allow(server, stdout);
    const elsewhere = await runCommand(["exchange", "--instance", "dev2"], { environment, input });
    expect(elsewhere.exitCode).toBe(2);
    expect(elsewhere.stderr).toContain("https://dev2.service-now.com");
    const other = await runCommand(["exchange", "--client-id", "another"], { environment, input });
    expect([other.exitCode, other.stderr]).toEqual([2, expect.stringContaining("another client id")]);
    expect((await runCommand(["exchange"], { environment, input })).exitCode).toBe(0);
  });

  test("ask whose the tokens are, keep that, and say where whoever reads files reads them", async () => {
    const [home, { server, settings }] = await Promise.all([makeHome(), makeInstance()]);
    const environment = { ...home.environment, ...settings, NOWTOKEN_STORE: "file" };
    const store = openStore(environment);
    const exchange = async (...words: string[]) => {
      const { stdout } = await runCommand(["url"], { environment });
      return runCommand(["exchange", ...words], { environment, input: await allow(server, stdout) });
    };
    const unasked = await exchange("--no-verify");
    expect(unasked.exitCode).toBe(0);
    expect(store.read("default")?.login?.user).toBeUndefined();
    const asked = await exchange();
    expect([asked.exitCode, asked.stdout]).toEqual([0, expect.stringContaining("(knowledge.integration)")]);
    expect(asked.stderr.replace(/\s+/gu, " ")).toMatch(
      /^Warning: The key to the tokens is in the file \S+vault\.key: whoever reads your files reads the tokens\. $/u,
    );
    expect(store.read("default")?.login?.user?.userName).toBe("knowledge.integration");
  });

  test("ask nobody when the login is kept nowhere", async () => {
    const [home, { server, settings }] = await Promise.all([makeHome(), makeInstance()]);
    const environment = { ...home.environment, ...settings };
    const { stdout } = await runCommand(["url"], { environment });
    expect(
      (await runCommand(["exchange"], { environment, input: await allow(server, stdout) })).exitCode,
    ).toBe(0);
    expect(server.instance.log().some(({ path }) => path.startsWith("/api/"))).toBe(false);
  });

  test("can only warn where the instance does not say whose the tokens are", async () => {
    const [home, { server, settings }] = await Promise.all([makeHome(), makeInstance()]);
    const environment = { ...home.environment, ...settings, NOWTOKEN_STORE: "file" };
    const { stdout } = await runCommand(["url"], { environment });
    server.instance.behaviour.api = "scope";
    const run = await runCommand(["exchange"], { environment, input: await allow(server, stdout) });
    expect([run.exitCode, run.stderr.replace(/\s+/gu, " ")]).toEqual([
      0,
      expect.stringContaining("Whom the tokens belong to could not be found out."),
    ]);
  });

  test("whose ten minutes are over say so", async () => {
    const home = await makeHome();
    const environment = { ...home.environment, NOWTOKEN_STATE_DIR: join(home.folder, "state") };
    const { stdout } = await runCommand(["url", "dev1", "--client-id", "x"], { environment });
    const [name = ""] = await readdir(join(home.folder, "state/pending"));
    const path = join(home.folder, "state/pending", name);
    const pending = JSON.parse(await readFile(path, "utf8"));
    await writeFile(
      path,
      JSON.stringify({ ...pending, createdAt: new Date(Date.now() - 601_000).toISOString() }),
    );
    const state = new URL(stdout).searchParams.get("state");
    const input = `https://dev1.service-now.com/oauth_redirect.do?code=abc&state=${state}`;
    for (const _ of [1, 2]) {
      const run = await runCommand(["exchange"], { environment, input });
      expect([run.exitCode, run.stderr]).toEqual([3, expect.stringContaining("This login has expired")]);
    }
  });

  test("whose request never left can be tried again", async () => {
    const [home, { server, settings }] = await Promise.all([makeHome(), makeInstance()]);
    const environment = { ...home.environment, ...settings };
    const { stdout } = await runCommand(["url"], { environment });
    const input = await allow(server, stdout);
    await server.close();
    for (const _ of [1, 2]) {
      const run = await runCommand(["exchange", "--json"], { environment, input });
      expect(run.exitCode).toBe(5);
      const { details, fix } = JSON.parse(run.stdout).error;
      expect(details).toMatchObject({ reason: "refused", sent: false });
      expect(fix[0]).toMatch(/the code is still good.*run the same command again/);
    }
  });

  test("are refused before the redirect is read when something is wrong already", async () => {
    const home = await makeHome();
    const run = (words: string[]) =>
      runCommand(["exchange", "--json", ...words], {
        environment: home.environment,
        // Standard input stays open: whoever reads it waits for ever.
        meanwhile: async () => undefined,
      });
    const runs = await Promise.all([
      run(["--wait", "30d"]),
      run(["--format", "xml"]),
      run(["--ca-file", join(home.folder, "none.pem")]),
      run(["--out", join(home.folder, "none", "file")]),
    ]);
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([2, 2, 2, 6]);
    expect(JSON.parse(runs[0]?.stdout ?? "").error.message).toMatch(/^Wait must be more than 0/);
  });
});
