import { loopbackAddressOf } from "@nowtoken/callback";
import type { RawSettings } from "@nowtoken/core";
import { configInvalid } from "../failures/config-invalid.ts";

/** How the redirect comes back: to this machine by itself, or copied by the person. */
export type LoginMode = "loopback" | "paste";

/** What `--mode` says; `auto` is decided by the redirect URI. */
export type ModeFlag = LoginMode | "auto";

const modes: readonly ModeFlag[] = ["auto", "loopback", "paste"];
/** The redirect URI of `--mode loopback` for whoever gave none. */
const loopbackRedirectUri = "http://localhost:8765/callback";

/** Throws CONFIG_INVALID. */
export function parseMode(text: string): ModeFlag {
  const mode = modes.find((name) => name === text);
  if (mode === undefined) throw configInvalid("--mode must be auto, loopback or paste");
  return mode;
}

/**
 * Decides `auto`: loopback when the redirect URI leads to this machine, and not to an instance that runs here.
 *
 * Throws CONFIG_INVALID for loopback with a redirect URI that leads elsewhere.
 */
export function chooseMode(
  mode: ModeFlag,
  settings: Pick<RawSettings, "redirectUri" | "instanceUrl">,
): LoginMode {
  const redirectUri = String(settings.redirectUri ?? "");
  const leadsHere = loopbackAddressOf(redirectUri) !== undefined;
  if (mode === "auto")
    return leadsHere && !redirectUri.startsWith(`${settings.instanceUrl}/`) ? "loopback" : "paste";
  if (mode === "loopback" && !leadsHere) {
    throw configInvalid(
      "the redirect URI must begin with http://localhost, http://127.0.0.1 or http://[::1] for --mode loopback",
    );
  }
  return mode;
}

/** For `--mode loopback`: a redirect URI that nobody gave, and that leads nowhere near, gives way to the default. */
export function withLoopbackRedirect(layered: RawSettings, given: RawSettings): RawSettings {
  const leadsHere = loopbackAddressOf(String(layered.redirectUri ?? "")) !== undefined;
  return given.redirectUri !== undefined || leadsHere
    ? layered
    : { ...layered, redirectUri: loopbackRedirectUri };
}
