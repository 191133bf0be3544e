import { type AnyAuthError, adviseOn, isAuthError, type Profile, type ProfileStore } from "@nowtoken/core";

/** A profile of the store, or why it cannot be read. */
export type ReadProfile = {
  readonly name: string;
  /** Whether it is meant where none is named. */
  readonly chosen: boolean;
} & ({ readonly profile: Profile } | { readonly profile?: undefined; readonly error: AnyAuthError });

/**
 * Reads profiles without their secrets; one that cannot be read stops no other, and neither does not to know which is
 * chosen. One that is gone is left out.
 */
export function readProfiles(store: ProfileStore, names: readonly string[]): ReadProfile[] {
  const current = chosenName(store);
  return names.flatMap((name): ReadProfile[] => {
    const chosen = name.toLowerCase() === current;
    try {
      const profile = store.read(name);
      return profile === undefined ? [] : [{ name: profile.name, chosen, profile }];
    } catch (error) {
      if (!isAuthError(error, "STORE_UNUSABLE")) throw error;
      return [{ name, chosen, error }];
    }
  });
}

/** That nobody knows which profile is chosen; nothing where it is known. */
export function describeUnchosen(store: ProfileStore): string[] {
  const chosen = readChosen(store);
  if (!isAuthError(chosen)) return [];
  const { message, fix } = adviseOn(chosen);
  return [[message, fix[0]].join(" ")];
}

function chosenName(store: ProfileStore): string | undefined {
  const chosen = readChosen(store);
  return isAuthError(chosen) ? undefined : chosen.toLowerCase();
}

function readChosen(store: ProfileStore): string | AnyAuthError {
  try {
    return store.currentName();
  } catch (error) {
    if (isAuthError(error, "STORE_UNUSABLE")) return error;
    throw error;
  }
}
