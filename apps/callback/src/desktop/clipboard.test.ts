import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readClipboard } from "./clipboard.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nowtoken-clipboard-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function plant(name: string, script: string) {
  await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, name), 0o755);
}

const linux = (environment: NodeJS.ProcessEnv) =>
  readClipboard({ platform: "linux", environment: { PATH: `${folder}:/usr/bin:/bin`, ...environment } });

describe.runIf(process.platform !== "win32")("the clipboard", () => {
  test("of Wayland is read with wl-paste, which gets none of our variables", async () => {
    await plant("wl-paste", `env > "${folder}/environment"; printf 'https://copied/'`);
    expect(await linux({ WAYLAND_DISPLAY: "wayland-0", NOWTOKEN_CLIENT_SECRET: "hidden" })).toBe(
      "https://copied/",
    );
    expect(await readFile(join(folder, "environment"), "utf8")).not.toContain("hidden");
  });

  test("of X is read with the tool that is there", async () => {
    await plant("xsel", "printf 'https://from-x/'");
    expect(await linux({ DISPLAY: ":0" })).toBe("https://from-x/");
  });

  test("that is empty, or that no tool can read, is undefined", async () => {
    await plant("xclip", "exit 1");
    await plant("xsel", "exit 1");
    expect(await linux({ DISPLAY: ":0" })).toBeUndefined();
  });

  test("that holds far more than an address is undefined", async () => {
    await plant("xclip", "exec cat /dev/zero");
    expect(await linux({ DISPLAY: ":0" })).toBeUndefined();
  });

  test("whose owner does not answer is undefined, soon", async () => {
    await plant("wl-paste", "exec sleep 30");
    expect(await linux({ WAYLAND_DISPLAY: "wayland-0" })).toBeUndefined();
  });

  test("without a desktop is not looked for", async () => {
    expect(await linux({})).toBeUndefined();
  });
});

test("on Windows is not read: nothing but PowerShell could", async () => {
  expect(await readClipboard({ platform: "win32", environment: process.env })).toBeUndefined();
});
