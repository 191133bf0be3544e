import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findDesktopFolder } from "./desktop-folder.ts";
import { parseDesktop } from "./windows-desktop.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

/** A home folder with these folders in it, and a user-dirs.dirs with this line. */
async function makeHome(folders: readonly string[], desktopLine?: string): Promise<string> {
  const home = await mkdtemp(join(root, "home of "));
  for (const folder of [".config", ...folders]) await mkdir(join(home, folder), { recursive: true });
  if (desktopLine !== undefined) await writeUserDirs(join(home, ".config"), desktopLine);
  return home;
}

async function writeUserDirs(folder: string, desktopLine: string): Promise<void> {
  const text = `# This file is written by xdg-user-dirs-update\n#XDG_DESKTOP_DIR="/no"\n${desktopLine}\nXDG_MUSIC_DIR="$HOME/Music"\n`;
  await writeFile(join(folder, "user-dirs.dirs"), text);
}

const onLinux = (HOME: string, more: Record<string, string> = {}): Promise<string> =>
  findDesktopFolder({ platform: "linux", environment: { HOME, ...more } });

if (process.platform !== "win32") {
  test.each([
    ["a localised name", 'XDG_DESKTOP_DIR="$HOME/Schreibtisch"', "Schreibtisch"],
    ["spaces and other scripts", 'XDG_DESKTOP_DIR="$HOME/Рабочий стол"', "Рабочий стол"],
    ["a folder deeper down", 'XDG_DESKTOP_DIR="$HOME/cloud/Desktop"', "cloud/Desktop"],
    ["escapes", String.raw`XDG_DESKTOP_DIR="$HOME/a\"b\$c\\d"`, String.raw`a"b$c\d`],
    ["a slash at the end", 'XDG_DESKTOP_DIR="$HOME/Schreibtisch/"', "Schreibtisch/"],
  ])("fault 55: on Linux the Desktop of user-dirs.dirs is found: %s", async (_, line, folder) => {
    const home = await makeHome([folder, "Desktop"], line);
    expect(await onLinux(home)).toBe(join(home, folder));
  });

  test("fault 55: on Linux the Desktop may be anywhere", async () => {
    const elsewhere = await makeHome([]);
    expect(await onLinux(await makeHome([], `XDG_DESKTOP_DIR="${elsewhere}"`))).toBe(elsewhere);
  });

  test("on Linux XDG_CONFIG_HOME says where user-dirs.dirs is, unless it is relative", async () => {
    const home = await makeHome(["Desktop", "Bureau", "config"], 'XDG_DESKTOP_DIR="$HOME/Desktop"');
    await writeUserDirs(join(home, "config"), 'XDG_DESKTOP_DIR="$HOME/Bureau"');
    expect(await onLinux(home, { XDG_CONFIG_HOME: join(home, "config") })).toBe(join(home, "Bureau"));
    expect(await onLinux(home, { XDG_CONFIG_HOME: "config" })).toBe(join(home, "Desktop"));
  });

  test.each([
    ["disabled", 'XDG_DESKTOP_DIR="$HOME/"'],
    ["a folder that is not there", 'XDG_DESKTOP_DIR="$HOME/Schreibtisch"'],
  ])("fault 55: on Linux a Desktop that is %s is the home folder", async (_, line) => {
    const home = await makeHome(["Desktop"], line);
    expect((await onLinux(home)).replace(/\/$/, "")).toBe(home);
  });

  test("fault 55: on Linux a relative path is no Desktop, and ~/Desktop is the usual one", async () => {
    const home = await makeHome(["Desktop"], 'XDG_DESKTOP_DIR="Schreibtisch"');
    expect(await onLinux(home)).toBe(join(home, "Desktop"));
  });

  test("fault 55: without a Desktop it is the home folder", async () => {
    const home = await makeHome([]);
    expect(await onLinux(home)).toBe(home);
    await writeFile(join(home, "Desktop"), "a file");
    expect(await findDesktopFolder({ platform: "darwin", environment: { HOME: home } })).toBe(home);
  });

  test("on macOS it is ~/Desktop, whatever the language", async () => {
    const home = await makeHome(["Desktop"]);
    expect(await findDesktopFolder({ platform: "darwin", environment: { HOME: home } })).toBe(
      join(home, "Desktop"),
    );
  });

  test.each([undefined, "", "relative"])(
    "fault 55: with HOME %j the account's own home is used",
    async (HOME) => {
      const home = await makeHome(["Desktop"]);
      const environment = { HOME };
      expect(await findDesktopFolder({ platform: "darwin", environment, home })).toBe(join(home, "Desktop"));
      expect(await findDesktopFolder({ platform: "darwin", environment })).toContain(userInfo().homedir);
    },
  );
}

test("fault 55: without any home folder the error says so", async () => {
  await expect(findDesktopFolder({ platform: "linux", environment: {}, home: "" })).rejects.toThrow(
    expect.objectContaining({
      code: "CREDENTIAL_FILE_UNWRITABLE",
      message: "expected a home folder",
      details: { path: "~", reason: "missing-folder" },
    }),
  );
});

const key = "HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders";

/** A registry export as Windows writes it: CRLF, expandable values as UTF-16 bytes, folded. */
function exportOf(desktop: string): string {
  const bytes = [...Buffer.from(`${desktop}\0`, "utf16le")].map((byte) => byte.toString(16).padStart(2, "0"));
  const folded = bytes.join(",").replace(/(.{60}[^,]*,)(?=.)/g, "$1\\\r\n  ");
  return `\uFEFFWindows Registry Editor Version 5.00\r\n\r\n[${key}]\r\n"AppData"=hex(2):25,00\r\n"Desktop"=hex(2):${folded}\r\n"Music"="C:\\\\Music"\r\n`;
}

test.each([
  [
    "under OneDrive and localised",
    "%USERPROFILE%\\OneDrive\\Рабочий стол",
    "C:\\Users\\ada\\OneDrive\\Рабочий стол",
  ],
  ["with a variable in other letters", "%OneDrive%\\Área de Trabalho", "D:\\Drive\\Área de Trabalho"],
  ["on the network", "\\\\server\\share\\Desktop", "\\\\server\\share\\Desktop"],
  ["with an unknown variable", "%NOWHERE%\\Desktop", undefined],
])("fault 55: the registry's Desktop is read, %s", (_, value, expected) => {
  const environment = { USERPROFILE: "C:\\Users\\ada", ONEDRIVE: "D:\\Drive" };
  expect(parseDesktop(exportOf(value), environment)).toBe(expected);
});

test("the registry's Desktop may be plain text, or absent", () => {
  expect(parseDesktop(`[${key}]\r\n"Desktop"="D:\\\\My \\"Desk\\""\r\n`, {})).toBe('D:\\My "Desk"');
  expect(parseDesktop(`[${key}]\r\n"Desk"="D:\\\\Desk"\r\n`, {})).toBeUndefined();
});

if (process.platform === "win32") {
  test("on Windows the registry is asked", async () => {
    expect(await findDesktopFolder({ platform: "win32", environment: process.env })).toMatch(
      /^[A-Z]:\\|^\\\\/i,
    );
  });
} else {
  test("on Windows the registry is asked without a shell, and what it names is the Desktop", async () => {
    const home = await makeHome(["OneDrive/Bureau", "Desktop"]);
    await writeFile(join(home, "registry"), exportOf("%userprofile%/OneDrive/Bureau"), "utf16le");
    const script = `#!/bin/sh\nprintf '%s|' "$@" > '${home}/arguments'\ncat '${home}/registry' > "$3"\n`;
    // Elsewhere a backslash is a letter like any other.
    await writeFile(join(home, "Windows\\System32\\reg.exe"), script, { mode: 0o755 });
    const environment = { USERPROFILE: home, systemroot: join(home, "Windows") };
    expect(await findDesktopFolder({ platform: "win32", environment })).toBe(`${home}/OneDrive/Bureau`);
    const [verb, name, , overwrite, ...rest] = (await readFile(join(home, "arguments"), "utf8")).split("|");
    expect([verb, name, overwrite, ...rest]).toEqual([
      "export",
      key.replace("HKEY_CURRENT_USER", "HKCU"),
      "/y",
      "",
    ]);
  });

  test("on Windows without the registry's tools it is the home folder when no Desktop is seen", async () => {
    expect(
      await findDesktopFolder({ platform: "win32", environment: { USERPROFILE: "C:\\Users\\ada" } }),
    ).toBe("C:\\Users\\ada");
  });
}
