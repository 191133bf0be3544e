import { AuthError } from "../errors.ts";
import { homeFolder, pathsOf, type Surroundings } from "./home-folder.ts";

/**
 * The folder for what must outlive one run: pending logins, rescued tokens. It need not exist.
 *
 * `NOWTOKEN_STATE_DIR`, or `nowtoken` where the platform keeps such things (XDG Base Directory Specification on Linux).
 * Throws STORE_UNUSABLE when there is no home folder.
 */
export function stateFolder(surroundings: Surroundings): string {
  const { platform, environment } = surroundings;
  const { isAbsolute, join, resolve } = pathsOf(platform);
  const chosen = environment["NOWTOKEN_STATE_DIR"];
  if (chosen) return resolve(chosen);
  const base = environment[platform === "win32" ? "LOCALAPPDATA" : "XDG_STATE_HOME"];
  // The specification has a relative path ignored.
  if (platform !== "darwin" && base !== undefined && isAbsolute(base)) return join(base, "nowtoken");
  const home = homeFolder(surroundings);
  if (home === undefined) throw new AuthError("STORE_UNUSABLE", "expected a home folder", { path: "~" });
  return join(home, ...(defaults[platform] ?? [".local", "state"]), "nowtoken");
}

const defaults: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ["Library", "Application Support"],
  win32: ["AppData", "Local"],
};
