import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openBrowser } from "./open-browser.ts";

const url = "https://dev12345.service-now.com/oauth_auth.do?scope=a%20b&state=%22%26calc.exe%26%24%28id%29";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nowtoken opener "));
});
beforeEach(() => rm(join(folder, "seen"), { force: true }));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A program that writes down its process id, the number of its arguments, each of them, and its environment. */
async function plant(path: string, then = "") {
  const lines = `{ printf '%s\\n' "$$" "$#" "$@"; env; } > "${folder}/part" && mv "${folder}/part" "${folder}/seen"`;
  await writeFile(path, `#!/bin/sh\n${lines}\n${then}\n`);
  await chmod(path, 0o755);
}

async function seen(): Promise<string[]> {
  for (;;) {
    const text = await readFile(join(folder, "seen"), "utf8").catch(() => undefined);
    if (text !== undefined) return text.split("\n");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe.runIf(process.platform !== "win32")("the opener", () => {
  const path = () => `${folder}:/usr/bin:/bin`;

  test("gets the address as its one argument", async () => {
    await plant(join(folder, "xdg-open"));
    expect(await openBrowser(url, { platform: "linux", environment: { PATH: path() } })).toBe(true);
    expect((await seen()).slice(1, 3)).toEqual(["1", url]);
  });

  test("gets none of our variables", async () => {
    await plant(join(folder, "xdg-open"));
    const secrets = {
      NOWTOKEN_CLIENT_SECRET: "hidden",
      nowtoken_client_secret: "hidden",
      SERVICENOW_ACCESS_TOKEN: "hidden",
    };
    await openBrowser(url, { platform: "linux", environment: { PATH: path(), LANG: "C", ...secrets } });
    const lines = await seen();
    expect(lines).toContain("LANG=C");
    expect(lines.join("\n")).not.toContain("hidden");
  });

  test("on Windows is rundll32 by its path, without a shell", async () => {
    // On POSIX a name without a slash is looked for on PATH, backslashes and all.
    await plant(join(folder, String.raw`D:\WinNT\System32\rundll32.exe`));
    const environment = { PATH: path(), SystemRoot: String.raw`D:\WinNT` };
    await openBrowser(url, { platform: "win32", environment });
    expect((await seen()).slice(1, 4)).toEqual(["2", "url.dll,FileProtocolHandler", url]);
  });

  test("of $BROWSER is split into words, with the address at the end", async () => {
    await plant(join(folder, "mine"));
    await openBrowser(url, {
      platform: "linux",
      environment: { PATH: path(), BROWSER: "mine $(id) --new %s;true" },
    });
    expect((await seen()).slice(1, 6)).toEqual(["4", "$(id)", "--new", "%s;true", url]);
  });

  test("of $BROWSER gets the address in the place of %s", async () => {
    await plant(join(folder, "mine"));
    await openBrowser(url, { platform: "linux", environment: { PATH: path(), BROWSER: "mine %s --new" } });
    expect((await seen()).slice(1, 4)).toEqual(["2", url, "--new"]);
  });

  test("of $BROWSER is not read by a shell", async () => {
    await plant(join(folder, "mine"));
    const trap = join(folder, "trap");
    await openBrowser(url, {
      platform: "linux",
      environment: { PATH: path(), BROWSER: `mine "; touch ${trap}; "` },
    });
    await seen();
    await expect(readFile(trap)).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("that never returns is not waited for", async () => {
    await plant(join(folder, "mine"), "exec sleep 30");
    expect(
      await openBrowser(url, { platform: "linux", environment: { PATH: path(), BROWSER: "mine" } }),
    ).toBe(true);
    const [processId] = await seen();
    process.kill(Number(processId), "SIGKILL");
  });

  test("that fails changes nothing", async () => {
    await plant(join(folder, "mine"), "exit 3");
    expect(
      await openBrowser(url, { platform: "linux", environment: { PATH: path(), BROWSER: "mine" } }),
    ).toBe(true);
    await seen();
  });

  test("that cannot be started at once is told, not thrown", async () => {
    // More than any system takes (E2BIG).
    const environment = { PATH: path(), BROWSER: "true", LARGE: "x".repeat(8 * 1024 * 1024) };
    expect(await openBrowser(url, { platform: "linux", environment })).toBe(false);
  });
});

test("an opener that does not exist is told, not thrown", async () => {
  const environment = { PATH: folder, BROWSER: "no-such-browser-here" };
  expect(await openBrowser(url, { platform: "linux", environment })).toBe(false);
});

describe("is never handed to an opener:", () => {
  test.each([
    "file:///C:/Windows/System32/calc.exe",
    "javascript:alert(1)",
    "ms-msdt:/id",
    "search-ms:query=x",
    "smb://host/share",
    "vbscript:x",
    "http://dev12345.service-now.com/",
    "http://127.0.0.1.evil.example/",
    "https://user@dev12345.service-now.com/",
    "https:///",
    "--upload-pack=x",
    "-https://dev12345.service-now.com/",
    'https://dev12345.service-now.com/"&calc.exe&"',
    "https://dev12345.service-now.com/$(calc)",
    "https://dev12345.service-now.com/`calc`",
    "https://dev12345.service-now.com/^&calc",
    "https://dev12345.service-now.com/;calc",
    "https://dev12345.service-now.com/ calc",
    "https://dev12345.service-now.com/\ncalc",
  ])("%s", async (address) => {
    const environment = { PATH: process.env["PATH"], BROWSER: process.execPath };
    expect(await openBrowser(address, { platform: "linux", environment })).toBe(false);
  });
});
