import { type AnyAuthError, isAuthError, type Profile, type ProfileStore } from "@nowtoken/core";

/** A profile of the store, or why it cannot be read. */
export type ReadProfile = {
  readonly name: string;
  /** Whether it is meant where none is named. */
  readonly chosen: boolean;
} & ({ readonly profile: Profile } | { readonly profile?: undefined; readonly error: AnyAuthError });

/** Reads profiles without their secrets; one that cannot be read stops no other. One that is gone is left out. */
export function readProfiles(store: ProfileStore, names: readonly string[]): ReadProfile[] {
  const current = store.currentName().toLowerCase();
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
