import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findFreePort } from "@nowtoken/contract";
import { afterAll, describe, expect, test } from "vitest";
import { openShell, type PseudoTerminal } from "./fixtures/pseudo-terminal.ts";
import { allow, cleanUp, makeHome, makeInstance, untilAsked } from "./home.ts";

const shells: PseudoTerminal[] = [];
afterAll(async () => {
  for (const shell of shells) shell.close();
  await cleanUp();
});

const executable = join(import.meta.dirname, "../bin/run.js");

/** A login at a terminal that waits for its redirect, on a loopback address and at the prompt. */
async function begin(variables: (folder: string) => Record<string, string> = () => ({})) {
  const redirectUri = `http://localhost:${await findFreePort()}/callback`;
  const [home, { server, settings }] = await Promise.all([
    makeHome(),
    makeInstance({ clients: [{ redirectUris: [redirectUri] }] }),
  ]);
  const environment = {
    ...home.environment,
    ...settings,
    NOWTOKEN_REDIRECT_URI: redirectUri,
    ...variables(home.folder),
  };
  const shell = openNowtoken(["login", "--no-open"], environment);
  const [url] = await shell.waitFor(/http:\/\/127\.0\.0\.1:\d+\/oauth_auth\.do\?[!-~]+(?=\s)/u);
  await shell.waitFor(/nothing pasted yet/u);
  return { home, server, shell, url, redirectUri };
}

/** A shell in which the command runs with this environment. */
function openNowtoken(words: readonly string[], environment: NodeJS.ProcessEnv): PseudoTerminal {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const shell = openShell(["env", ...variables, process.execPath, executable, ...words]);
  shells.push(shell);
  return shell;
}

async function expectEnd(shell: PseudoTerminal, status: number) {
  await shell.waitFor(new RegExp(`status ${status}\\b`, "u"));
  await shell.waitFor(/as before/u);
}

describe.skipIf(process.platform === "win32").concurrent("a loopback login at a terminal", () => {
  test("ends by itself when the browser comes back, and gives the terminal back", async () => {
    const { server, shell, url, home } = await begin();
    const page = await (await fetch(await allow(server, url))).text();
    expect(page).toContain("You are logged in");
    await shell.waitFor(/For the connector's form/u);
    await expectEnd(shell, 0);
    expect(await readFile(home.file, "utf8")).toContain("Access token: ");
  });

  test("takes the address at the prompt too, and closes the port", async () => {
    const { server, shell, url, redirectUri } = await begin();
    shell.write(`${await allow(server, url)}\r`);
    await expectEnd(shell, 0);
    await expect(fetch(redirectUri)).rejects.toThrow();
  });

  test("takes the address from the clipboard on Enter alone, if it is one of this login", async () => {
    const { server, shell, url, home } = await begin((folder) => ({
      WAYLAND_DISPLAY: "wayland-0",
      PATH: `${folder}:${process.env["PATH"]}`,
    }));
    const copy = async (text: string) => {
      await writeFile(join(home.folder, "wl-paste"), `#!/bin/sh\nprintf %s '${text}'\n`);
      await chmod(join(home.folder, "wl-paste"), 0o755);
    };
    await copy("a shopping list");
    shell.write("\r");
    await shell.waitFor(/clipboard holds no address of this login/u);
    await copy(await allow(server, url));
    shell.write("\r");
    await expectEnd(shell, 0);
  });

  test("ends by Ctrl-C with 130 while the browser's answer is being exchanged", async () => {
    const { server, shell, url } = await begin();
    server.instance.behaviour.fault = { kind: "hang" };
    const page = fetch(await allow(server, url)).catch(() => undefined);
    await untilAsked(server, "/oauth_token.do");
    shell.write("\u0003");
    await expectEnd(shell, 130);
    await page;
  });

  test("ends by Ctrl-C with 130, and closes the port", async () => {
    const { shell, redirectUri } = await begin();
    shell.write("\u0003");
    await expectEnd(shell, 130);
    await expect(fetch(redirectUri)).rejects.toThrow();
  });
});

test.skipIf(process.platform === "win32")(
  "exchange asks for the client secret before the redirect, whose code lives a minute",
  async () => {
    const home = await makeHome();
    const shell = openNowtoken(["exchange"], home.environment);
    await shell.waitFor(/client secret/iu);
    shell.write("secret\r");
    await shell.waitFor(/Paste the address here/u);
    shell.write("\u0003");
    await expectEnd(shell, 130);
  },
);
