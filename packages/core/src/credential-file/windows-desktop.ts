import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Surroundings } from "./home-folder.ts";

type Environment = Surroundings["environment"];

const key = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders";
const timeoutMs = 5000;

/**
 * The Desktop that Windows' registry names; undefined when it cannot be asked.
 *
 * It is exported, as UTF-16: `reg query` prints in the console's code page and loses letters of localised names.
 */
export async function readRegistryDesktop(environment: Environment): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "nowtoken-"));
  try {
    const file = join(folder, "user-shell-folders.reg");
    const program = `${lookUp(environment, "SystemRoot") ?? "C:\\Windows"}\\System32\\reg.exe`;
    await promisify(execFile)(program, ["export", key, file, "/y"], {
      timeout: timeoutMs,
      windowsHide: true,
    });
    return parseDesktop(await readFile(file, "utf16le"), environment);
  } catch {
    // Companies may forbid the registry's tools.
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reads the value `Desktop` of a registry export; undefined when it is absent or needs an unknown variable. */
export function parseDesktop(registry: string, environment: Environment): string | undefined {
  const text = registry.replace(/\\\r?\n[ \t]*/g, "");
  const bytes = /^"Desktop"=hex\(2\):([0-9a-f,]+)/m.exec(text)?.[1];
  const value =
    bytes === undefined
      ? /^"Desktop"="(.*)"/m.exec(text)?.[1]?.replace(/\\(.)/g, "$1")
      : Buffer.from(bytes.replaceAll(",", ""), "hex").toString("utf16le").replace(/\0.*$/s, "");
  const path = value?.replace(/%([^%]+)%/g, (whole, name: string) => lookUp(environment, name) ?? whole);
  return path?.includes("%") ? undefined : path;
}

/** Windows does not tell upper from lower case in the names of variables. */
function lookUp(environment: Environment, name: string): string | undefined {
  const known = Object.keys(environment).find((candidate) => candidate.toUpperCase() === name.toUpperCase());
  return known === undefined ? undefined : environment[known];
}
