import { type Effects, loginRequired, type Profile, type ProfileStore } from "@nowtoken/core";
import type { SessionSettings } from "./session.ts";

/** What effects are made of. */
export interface Connection {
  readonly timeoutSeconds: number;
  readonly caFile: string | undefined;
}

/**
 * The profile that is meant: the named one, or the chosen one.
 *
 * Throws LOGIN_REQUIRED when there is none, or when it is of another instance or client than the settings name; its
 * tokens go nowhere else.
 */
export function findProfile(store: ProfileStore, settings: SessionSettings): Profile {
  const name = settings.profile ?? store.currentName();
  const profile = store.read(name);
  if (profile === undefined) throw loginRequired(name, "no-profile");
  const { instanceUrl, clientId } = profile.settings;
  const isOther =
    (settings.instanceUrl ?? instanceUrl) !== instanceUrl || (settings.clientId ?? clientId) !== clientId;
  if (isOther) throw loginRequired(name, "other-instance");
  return profile;
}

/** How the instance of a profile is reached: as the command says, else as the profile does. */
export function connectionOf(
  profile: Profile,
  settings: Pick<SessionSettings, "timeoutSeconds" | "caFile">,
): Connection {
  return {
    timeoutSeconds: settings.timeoutSeconds ?? profile.settings.timeout ?? 30,
    caFile: settings.caFile ?? profile.settings.caFile,
  };
}

/** One set of effects for all profiles that are reached alike. */
export function shareEffects(make: (connection: Connection) => Effects): (connection: Connection) => Effects {
  const made = new Map<string, Effects>();
  return (connection) => {
    const key = JSON.stringify(connection);
    const effects = made.get(key) ?? make(connection);
    made.set(key, effects);
    return effects;
  };
}
