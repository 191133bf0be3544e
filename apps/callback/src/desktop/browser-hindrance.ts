import { existsSync } from "node:fs";
import { release } from "node:os";

/** Why a browser that we open would not be the one that the person looks at. */
export type BrowserHindrance = "ssh" | "codespaces" | "gitpod" | "wsl" | "container" | "no-display";

export interface MachineSurroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  /** The kernel's release, as `os.release()` gives it. */
  readonly kernel: string;
  /** Whether a file exists that container engines put into every container. */
  readonly containerFile: boolean;
}

/** The surroundings of this very process. */
export function readMachineSurroundings(environment: NodeJS.ProcessEnv): MachineSurroundings {
  const containerFile = ["/.dockerenv", "/run/.containerenv"].some((path) => existsSync(path));
  return { platform: process.platform, environment, kernel: release(), containerFile };
}

/** What keeps us from opening a browser; undefined when nothing does, or when `$BROWSER` says how to. */
export function browserHindrance(surroundings: MachineSurroundings): BrowserHindrance | undefined {
  const { platform, environment, kernel, containerFile } = surroundings;
  const has = (...names: readonly string[]) => names.some((name) => Boolean(environment[name]));
  if (has("BROWSER")) return undefined;
  if (has("CODESPACES")) return "codespaces";
  if (has("GITPOD_WORKSPACE_ID")) return "gitpod";
  if (has("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")) return "ssh";
  if (has("WSL_DISTRO_NAME", "WSL_INTEROP") || /microsoft/iu.test(kernel)) return "wsl";
  if (containerFile || has("container", "REMOTE_CONTAINERS", "KUBERNETES_SERVICE_HOST")) return "container";
  if (platform === "win32" || platform === "darwin") return undefined;
  return has("DISPLAY", "WAYLAND_DISPLAY") ? undefined : "no-display";
}
