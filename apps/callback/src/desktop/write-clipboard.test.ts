import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { clearClipboardLater } from "./clear-clipboard.ts";
import { writeClipboard } from "./write-clipboard.ts";

const token = "0123456789abcdef-secret";
const folders: string[] = [];
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "nowtoken-clipboard-"));
  folders.push(folder);
});
afterAll(() => Promise.all(folders.map((path) => rm(path, { recursive: true, force: true }))));

/** A program that writes down its arguments and its environment, and then does as the script says. */
async function plant(name: string, script: string) {
  const path = join(folder, name);
  const notes = `{ echo "$0 $*"; env; } >> "${folder}/seen"`;
  await writeFile(path, `#!/bin/sh\ncd "${folder}"\n${notes}\n${script}\n`);
  await chmod(path, 0o755);
}

const surroundings = (desktop: NodeJS.ProcessEnv) => ({
  platform: "linux" as const,
  environment: { PATH: `${folder}:/usr/bin:/bin`, NOWTOKEN_CLIENT_SECRET: "hidden", ...desktop },
});
const wayland = () => surroundings({ WAYLAND_DISPLAY: "wayland-0" });
const x = () => surroundings({ DISPLAY: ":0" });

const held = () => readFile(join(folder, "held"), "utf8").catch(() => undefined);
const seen = () => readFile(join(folder, "seen"), "utf8").catch(() => "");

const clearer = '[ "$*" != --clear ] || { : > held; exit; }';
const reader = "echo $PPID > reading; mv reading reader; cat held";

/** Waits until the process is gone that has looked at the clipboard. */
async function readerIsGone(): Promise<void> {
  const pid = await vi.waitFor(async () => Number(await readFile(join(folder, "reader"), "utf8")));
  await vi.waitUntil(() => {
    try {
      return !process.kill(pid, 0);
    } catch {
      return true;
    }
  });
}

describe.runIf(process.platform !== "win32")("a text for the clipboard", () => {
  test("threat 73: goes to Wayland's tool on standard input, with none of our variables, past histories", async () => {
    await plant("wl-copy", "cat > held");
    expect(await writeClipboard(token, wayland())).toBe(true);
    expect(await held()).toBe(token);
    expect(await seen()).toContain("wl-copy --sensitive\n");
    expect(await seen()).not.toContain("hidden");
    expect(await seen()).not.toContain(token);
  });

  test("goes to a tool that does not know histories yet", async () => {
    await plant("wl-copy", '[ "$*" = "" ] || exit 1; cat > held');
    expect(await writeClipboard(token, wayland())).toBe(true);
    expect(await held()).toBe(token);
  });

  test("goes to the one of X's tools that works", async () => {
    await plant("xclip", "exit 1");
    await plant("xsel", "cat > held");
    expect(await writeClipboard(token, x())).toBe(true);
    expect(await held()).toBe(token);
    expect(await seen()).not.toContain(token);
  });

  test("does not wait for a tool that stays to hand it out", async () => {
    await plant("xclip", `cat > held; sleep 60 & echo $! > stays`);
    expect(await writeClipboard(token, x())).toBe(true);
    process.kill(Number(await readFile(join(folder, "stays"), "utf8")));
  });

  test("goes nowhere without a desktop, or where no tool takes it", async () => {
    await plant("xclip", "exec sleep 60");
    expect(await writeClipboard(token, surroundings({}))).toBe(false);
    expect(await writeClipboard(token, x())).toBe(false);
  });
});

describe.runIf(process.platform !== "win32")("a clipboard that is to be cleared", () => {
  test("is, though the command has ended; nobody was told the text", async () => {
    await plant("wl-copy", `${clearer}\ncat > held`);
    await plant("wl-paste", reader);
    const options = { ...wayland(), clearAfterSeconds: 0.1, text: token };
    const command = `
      const [folder, options] = process.argv.slice(1);
      const { text, ...surroundings } = JSON.parse(options);
      const { writeClipboard } = await import(folder + "write-clipboard.ts");
      const { clearClipboardLater } = await import(folder + "clear-clipboard.ts");
      console.log(await writeClipboard(text, surroundings), await clearClipboardLater(text, surroundings));
    `;
    const words = ["--input-type=module", "-e", command, new URL("./", import.meta.url).href];
    const { stdout } = await promisify(execFile)(process.execPath, [...words, JSON.stringify(options)]);
    expect(stdout).toBe("true true\n");
    await vi.waitUntil(async () => (await held()) === "");
    expect(await seen()).not.toContain("hidden");
    expect(await seen()).not.toContain(token);
  });

  test("is left alone when it holds something else by then", async () => {
    await plant("xclip", `[ "$3" = -in ] || { ${reader}; exit; }\ncat > held`);
    await writeFile(join(folder, "held"), "the person's own");
    expect(await clearClipboardLater(token, { ...x(), clearAfterSeconds: 0 })).toBe(true);
    await readerIsGone();
    expect(await held()).toBe("the person's own");
  });

  test("is left alone when it cannot be read", async () => {
    await plant("wl-copy", clearer);
    await plant("wl-paste", `${reader}; exit 1`);
    await writeFile(join(folder, "held"), token);
    expect(await clearClipboardLater(token, { ...wayland(), clearAfterSeconds: 0 })).toBe(true);
    await readerIsGone();
    expect(await held()).toBe(token);
  });
});

describe.runIf(process.platform !== "win32")("the clipboard of Windows", () => {
  const clip = String.raw`C:\Windows\System32\clip.exe`;
  const windows = () => ({ platform: "win32" as const, environment: { PATH: `${folder}:/usr/bin:/bin` } });

  test("takes what every code page has", async () => {
    await plant(clip, "cat > held");
    expect(await writeClipboard("schön", windows())).toBe(false);
    expect(await held()).toBeUndefined();
    expect(await writeClipboard(`${token}\r\n`, windows())).toBe(true);
    expect(await held()).toBe(`${token}\r\n`);
  });

  test("cannot be read, and is cleared whatever it holds", async () => {
    await plant(clip, "cat > held");
    await writeFile(join(folder, "held"), "the person's own");
    expect(await clearClipboardLater(token, { ...windows(), clearAfterSeconds: 0 })).toBe(true);
    await vi.waitUntil(async () => (await held()) === "");
  });
});
