import {
  loginRequired,
  mergeSettings,
  type Profile,
  type ProfileStore,
  parseSettings,
  type RawSettings,
  type Settings,
} from "@nowtoken/core";
import type { Environment } from "../environment.ts";
import { type ModeFlag, withLoopbackRedirect } from "../login/mode.ts";

export interface RenewalFlags {
  readonly wait?: string | undefined;
  readonly out?: string | undefined;
  readonly format?: string | undefined;
  readonly timeout?: string | undefined;
  readonly "ca-file"?: string | undefined;
}

/** What the command says of all logins that it renews: of a single client it says nothing. */
export function renewalWishes(flags: RenewalFlags, { settings }: Environment): RawSettings {
  const { wait, out, format, timeout, "ca-file": caFile } = flags;
  const { wait: waitHere, format: formatHere, timeout: timeoutHere, caFile: caFileHere } = settings;
  return mergeSettings(
    { wait, out, format, timeout, caFile },
    { wait: waitHere, format: formatHere, timeout: timeoutHere, caFile: caFileHere },
  );
}

/** The settings of a profile's next login: its own. Throws LOGIN_REQUIRED when it is gone, CONFIG_INVALID, STORE_UNUSABLE. */
export async function renewalSettings(
  { name }: Profile,
  { store, wishes, mode }: { store: ProfileStore; wishes: RawSettings; mode: ModeFlag },
): Promise<Settings> {
  const layered = mergeSettings(wishes, await settingsToRenew(name, store));
  return parseSettings(mode === "loopback" ? withLoopbackRedirect(layered, wishes) : layered);
}

/** What a profile says of its next login, the client secret with it. Throws LOGIN_REQUIRED, STORE_UNUSABLE. */
export async function settingsToRenew(name: string, store: ProfileStore): Promise<RawSettings> {
  const opened = await store.open(name);
  if (opened === undefined) throw loginRequired(name, "no-profile");
  const { jwt: _, ...kept } = opened.profile.settings;
  const { clientSecret } = opened.secrets;
  return { ...kept, clientSecret, profile: name };
}
