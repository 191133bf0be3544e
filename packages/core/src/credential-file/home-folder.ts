import { userInfo } from "node:os";
import { posix, win32 } from "node:path";

/** The machine and the account, as far as folders depend on them. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The home folder when the environment names none; left out, the account's own. */
  readonly home?: string;
}

/** The rules of paths on a platform. */
export const pathsOf = (platform: NodeJS.Platform): typeof posix => (platform === "win32" ? win32 : posix);

/** The home folder, absolute; undefined when there is none. */
export function homeFolder({ platform, environment, home }: Surroundings): string | undefined {
  const named = environment[platform === "win32" ? "USERPROFILE" : "HOME"];
  const { isAbsolute } = pathsOf(platform);
  return [named, home ?? accountHome()].find((path) => path !== undefined && isAbsolute(path));
}

function accountHome(): string | undefined {
  try {
    return userInfo().homedir;
  } catch {
    // The account need not be in the system's list, as in a container.
    return undefined;
  }
}
