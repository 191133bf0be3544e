import { isProfileSpoilt, loginRequired, type Profile, type ProfileStore } from "@nowtoken/core";
import { configInvalid } from "../failures/config-invalid.ts";

/**
 * The names of the profiles that are meant: all, the named one, or the chosen one.
 *
 * Throws LOGIN_REQUIRED when all are meant and there is none, CONFIG_INVALID, STORE_UNUSABLE.
 */
export function profileNamesOf(
  flags: { readonly all: boolean; readonly profile?: string | undefined },
  named: string | undefined,
  store: ProfileStore,
): string[] {
  if (flags.all && flags.profile !== undefined) throw configInvalid("--all and --profile exclude each other");
  if (!flags.all) return [named ?? store.currentName()];
  const names = store.names();
  if (names.length === 0) throw loginRequired(store.currentName(), "no-profile");
  return names;
}

/** A profile that has to exist. Throws LOGIN_REQUIRED where it does not, CONFIG_INVALID, STORE_UNUSABLE. */
export function requireProfile(store: ProfileStore, name: string): Profile {
  const profile = store.read(name);
  if (profile === undefined) throw loginRequired(name, "no-profile");
  return profile;
}

/** A profile, unless there is none, or it can never be read again. Throws CONFIG_INVALID, STORE_UNUSABLE. */
export function readUnlessSpoilt(store: ProfileStore, name: string): Profile | undefined {
  try {
    return store.read(name);
  } catch (error) {
    if (!isProfileSpoilt(error)) throw error;
    return undefined;
  }
}
