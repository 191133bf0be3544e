import { readFile, stat } from "node:fs/promises";
import { AuthError } from "../errors.ts";
import { homeFolder, pathsOf, type Surroundings } from "./home-folder.ts";
import { ignore } from "./system-error.ts";

/**
 * The folder behind the Desktop, as the system has it, under whatever name; the home folder when there is none.
 *
 * Throws CREDENTIAL_FILE_UNWRITABLE when there is no home folder either.
 */
export async function findDesktopFolder(surroundings: Surroundings): Promise<string> {
  const home = homeFolder(surroundings);
  if (home === undefined) {
    const details = { path: "~", reason: "missing-folder" } as const;
    throw new AuthError("CREDENTIAL_FILE_UNWRITABLE", "expected a home folder", details);
  }
  for (const folder of await listCandidates(surroundings, home)) {
    if ((await stat(folder).catch(ignore))?.isDirectory()) return folder;
  }
  return home;
}

async function listCandidates({ platform, environment }: Surroundings, home: string): Promise<string[]> {
  const { join } = pathsOf(platform);
  const usual = join(home, "Desktop");
  if (platform === "darwin") return [usual];
  if (platform !== "win32") return [(await readUserDirs(environment, home)) ?? usual];
  const { readRegistryDesktop } = await import("./windows-desktop.ts");
  const registered = await readRegistryDesktop(environment);
  if (registered !== undefined) return [registered, usual];
  const cloud = environment["OneDrive"];
  return cloud === undefined ? [usual] : [usual, join(cloud, "Desktop")];
}

/** `XDG_DESKTOP_DIR` of user-dirs.dirs(5): `"$HOME/name"` or `"/path"`, with escapes; `"$HOME/"` when disabled. */
async function readUserDirs(
  environment: Surroundings["environment"],
  home: string,
): Promise<string | undefined> {
  const { isAbsolute, join } = pathsOf("linux");
  const chosen = environment["XDG_CONFIG_HOME"];
  const folder = chosen !== undefined && isAbsolute(chosen) ? chosen : join(home, ".config");
  const text = (await readFile(join(folder, "user-dirs.dirs"), "utf8").catch(ignore)) ?? "";
  const [, inHome, path] = /^\s*XDG_DESKTOP_DIR="(\$HOME)?(\/(?:\\.|[^"\\])*)"/m.exec(text) ?? [];
  if (path === undefined) return undefined;
  return join(inHome === undefined ? "/" : home, path.replace(/\\(.)/g, "$1"));
}
