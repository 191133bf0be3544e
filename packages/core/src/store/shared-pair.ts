import { isAuthError } from "../errors.ts";
import { holdersOf } from "./hand-over.ts";
import type { Profile } from "./profile.ts";
import type { ProfileStore } from "./profile-store.ts";
import { hasSameOwner } from "./same-owner.ts";

/** All profiles of a store that can be read; none of their secrets is. */
export function readableProfiles(store: Pick<ProfileStore, "names" | "read">): Profile[] {
  return store.names().flatMap((name) => {
    try {
      return store.read(name) ?? [];
    } catch (error) {
      if (isAuthError(error, "STORE_UNUSABLE")) return [];
      throw error;
    }
  });
}

/** Those of some profiles that keep the very tokens of another: an instance has one pair for a user and a record. */
export function sharersOf(profile: Profile, among: readonly Profile[]): Profile[] {
  const fingerprint = profile.login?.refreshFingerprint ?? undefined;
  if (fingerprint === undefined) return [];
  const isItself = ({ name }: Profile) => name.toLowerCase() === profile.name.toLowerCase();
  return among.filter(
    (other) =>
      !isItself(other) &&
      other.login?.refreshFingerprint === fingerprint &&
      hasSameOwner(other.settings, profile.settings),
  );
}

/**
 * Whom the present refresh token of a profile was handed to, whichever of some profiles knows of it, and those of them
 * that keep it too: all stop working with it.
 */
export function holdersAmong(profile: Profile, among: readonly Profile[]): string[] {
  const sharers = sharersOf(profile, among);
  const holders = [profile, ...sharers].flatMap(holdersOf);
  return [...new Set([...holders, ...sharers.map(({ name }) => `the profile ${name}`)])];
}
