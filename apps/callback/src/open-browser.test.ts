import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "./open-browser.ts";

let folder: string;
let opener: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nowtoken opener "));
  opener = join(folder, "xdg-open");
  await writeFile(
    opener,
    `#!/bin/sh\n{ printf '%s\\n' "$#" "$@"; env; } > "${folder}/part" && mv "${folder}/part" "${folder}/seen"\n`,
  );
  await chmod(opener, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const url = "https://dev12345.service-now.com/oauth_auth.do?scope=a%20b&state=%22%26calc.exe%26%24(id)";

async function open(address: string, environment: NodeJS.ProcessEnv): Promise<string[] | undefined> {
  await rm(join(folder, "seen"), { force: true });
  const started = await openBrowser(address, { platform: "linux", environment });
  if (!started) return undefined;
  for (;;) {
    const seen = await readFile(join(folder, "seen"), "utf8").catch(() => undefined);
    if (seen !== undefined) return seen.split("\n");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe.runIf(process.platform !== "win32")("the opener", () => {
  test("gets the address as its one argument, and none of our variables", async () => {
    const path = `${folder}:${process.env["PATH"]}`;
    const seen = await open(url, { PATH: path, NOWTOKEN_CLIENT_SECRET: "hidden", LANG: "C" });
    expect(seen?.slice(0, 2)).toEqual(["1", url]);
    expect(seen).toContain("LANG=C");
    expect(seen?.join("\n")).not.toContain("NOWTOKEN");
  });

  test("of $BROWSER is split into words and run without a shell", async () => {
    const link = join(tmpdir(), `nowtoken-opener-${process.pid}`);
    await writeFile(link, await readFile(opener));
    await chmod(link, 0o755);
    const seen = await open(url, { PATH: "/bin:/usr/bin", BROWSER: `${link} $(id) --new %s;true` });
    await rm(link);
    expect(seen?.slice(0, 5)).toEqual(["4", "$(id)", "--new", "%s;true", url]);
  });
});

test("an opener that does not exist is told, not thrown", async () => {
  const environment = { PATH: folder, BROWSER: "no-such-browser-here" };
  expect(await openBrowser(url, { platform: "linux", environment })).toBe(false);
});

test.each([
  "file:///C:/Windows/System32/calc.exe",
  "javascript:alert(1)",
  "ms-msdt:/id",
  "smb://host/share",
  "http://dev12345.service-now.com/",
  "--upload-pack=x",
  'https://dev12345.service-now.com/"&calc.exe&"',
])("%s is never handed to an opener", async (address) => {
  expect(await open(address, { PATH: folder })).toBeUndefined();
});
