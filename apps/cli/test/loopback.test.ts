import { once } from "node:events";
import { chmod, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { countSecrets, findFreePort } from "@nowtoken/contract";
import type { PracticeOptions } from "@nowtoken/simulator";
import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";
import { allow, cleanUp, makeHome, makeInstance } from "./home.ts";
import { authorizationUrl, nowtoken } from "./nowtoken.ts";

afterAll(cleanUp);

/** A login whose record lists a loopback redirect URI on a free port. */
async function prepare(options: PracticeOptions = {}) {
  const port = await findFreePort();
  const redirectUri = `http://localhost:${port}/callback`;
  const [home, { server, settings }] = await Promise.all([
    makeHome(),
    makeInstance({ ...options, clients: [{ redirectUris: [redirectUri] }] }),
  ]);
  const environment: NodeJS.ProcessEnv = {
    ...home.environment,
    ...settings,
    NOWTOKEN_REDIRECT_URI: redirectUri,
  };
  return { port, redirectUri, home, server, environment };
}

const login = ["login", "--no-open", "--no-input"];

describe.concurrent("nowtoken login with a loopback redirect URI", () => {
  test("writes the file without anything being copied, and tells the browser so at an address without the code", async () => {
    const { server, home, environment } = await prepare();
    let [page, address, redirect] = ["", "", ""];
    const run = await runCommand(login, {
      environment,
      meanwhile: async ({ waitFor }) => {
        redirect = await allow(server, (await waitFor(authorizationUrl)) ?? "");
        const response = await fetch(redirect);
        [page, address] = [await response.text(), response.url];
      },
    });
    expect([run.exitCode, run.stdout]).toEqual([0, expect.stringContaining("For the connector's form")]);
    expect(page).toContain("You are logged in");
    expect(page).toContain("Knowledge Integration (knowledge.integration)");
    expect(page).toContain(home.file);
    expect(address).toMatch(/^http:\/\/localhost:\d+\/done\/[0-9a-f]{32}$/);
    const values = (await readFile(home.file, "utf8")).match(/(?<=: )\S+/g) ?? [];
    expect(values).toHaveLength(3);
    expect(countSecrets(run.stdout + run.stderr + page, values)).toBe(0);
  });

  test("opens the browser only once it listens, and takes an answer that comes at once", async () => {
    const { home, environment } = await prepare();
    const opener = join(home.folder, "opener.mjs");
    const script = `const { searchParams } = new URL(process.argv[2]);
      const answer = new URLSearchParams({ error: "access_denied", state: searchParams.get("state") });
      await fetch(searchParams.get("redirect_uri") + "?" + answer);`;
    await writeFile(opener, `#!${process.execPath}\n${script}\n`);
    await chmod(opener, 0o755);
    const run = await runCommand(["login", "--no-input"], {
      environment: { ...environment, BROWSER: opener },
    });
    expect([run.exitCode, run.stderr]).toEqual([4, expect.stringContaining("denied in the browser")]);
  });

  test("shows the reason and its fix when the exchange fails, and leaves the earlier file", async () => {
    const { server, home, environment } = await prepare({ behaviour: { errors: "modern" } });
    await writeFile(home.file, "earlier");
    let [page, status] = ["", 0];
    const run = await runCommand(login, {
      environment: { ...environment, NOWTOKEN_CLIENT_SECRET: "not the secret" },
      meanwhile: async ({ waitFor }) => {
        const response = await fetch(await allow(server, (await waitFor(authorizationUrl)) ?? ""));
        [page, status] = [await response.text(), response.status];
      },
    });
    expect([run.exitCode, status]).toEqual([4, 403]);
    expect(page).toContain("The login failed");
    expect(page).toContain("does not accept this client id and secret");
    expect(await readFile(home.file, "utf8")).toBe("earlier");
    expect(page).toContain("`nowtoken explain` lists every cause");
  });

  test("goes on waiting after answers that are not ours, and says how many there were", async () => {
    const { server, environment, redirectUri } = await prepare();
    const statuses: number[] = [];
    const run = await runCommand(login, {
      environment,
      meanwhile: async ({ waitFor }) => {
        const url = (await waitFor(authorizationUrl)) ?? "";
        for (const query of ["code=c&state=bad", "error=access_denied", ""]) {
          statuses.push((await fetch(`${redirectUri}?${query}`)).status);
        }
        statuses.push((await fetch(await allow(server, url))).status);
      },
    });
    expect(statuses).toEqual([400, 400, 400, 200]);
    expect([run.exitCode, run.stderr]).toEqual([
      0,
      expect.stringContaining("3 requests to the redirect URI"),
    ]);
  });

  test("ignores standard input, which may carry the client secret", async () => {
    const { server, environment } = await prepare();
    const { NOWTOKEN_CLIENT_SECRET, ...rest } = environment;
    const run = await runCommand([...login, "--client-secret-stdin"], {
      environment: rest,
      meanwhile: async ({ process, waitFor }) => {
        process.stdin.end(NOWTOKEN_CLIENT_SECRET);
        await fetch(await allow(server, (await waitFor(authorizationUrl)) ?? ""));
      },
    });
    expect(run.exitCode).toBe(0);
  });

  test("says before anybody signs in that the port is taken, and that paste mode works", async () => {
    const { environment, port } = await prepare();
    const other = createServer().listen(port, "::1");
    await once(other, "listening");
    const run = await runCommand(login, { environment });
    other.close();
    expect(run.exitCode).toBe(6);
    expect(run.stderr.replace(/\s+/g, " ")).toMatch(new RegExp(`Port ${port} of ::1.*--mode paste`));
    expect(run.stderr).not.toMatch(authorizationUrl);
  });

  test("ends with 124 when nobody answers in time, and lets the port go", async () => {
    const { environment, port } = await prepare();
    const run = await runCommand([...login, "--wait", "200ms"], {
      environment,
      meanwhile: async ({ waitFor }) => void (await waitFor(authorizationUrl)),
    });
    expect([run.exitCode, run.stderr]).toEqual([124, expect.stringContaining("Nobody answered")]);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });

  test.runIf(process.platform !== "win32").each([
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)(
    "ends by %s with exit code %i, although a connection is kept alive",
    async (signal, exitCode) => {
      const { home, environment, redirectUri } = await prepare();
      const run = await nowtoken(login, {
        environment,
        meanwhile: async ({ process, waitFor }) => {
          await waitFor(authorizationUrl);
          await fetch(redirectUri);
          process.kill(signal);
        },
      });
      expect(run.exitCode).toBe(exitCode);
      expect(await readdir(home.folder)).toEqual([]);
    },
  );

  test("with --mode loopback has one of its own, and names it in the request", async () => {
    const { environment } = await prepare();
    const { NOWTOKEN_REDIRECT_URI, ...rest } = environment;
    const run = await runCommand([...login, "--mode", "loopback", "--wait", "10ms"], { environment: rest });
    // Another program may have the port: then it is named too.
    expect(run.stderr).toMatch(/redirect_uri=http%3A%2F%2Flocalhost%3A8765%2Fcallback|Port 8765/);
  });
});
