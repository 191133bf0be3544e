import { join } from "node:path";
import {
  type CurrentUser,
  holdersAmong,
  holdersOf,
  listNames,
  type ProfileStore,
  readableProfiles,
  type SavedLogin,
  sharersOf,
} from "@nowtoken/core";
import type { Saving } from "./saving.ts";

/** What else there is to know of a login that was kept just now, and of whose tokens it holds, where that is known. */
export function describeSaving(
  saved: SavedLogin | undefined,
  saving: Saving | undefined,
  user: CurrentUser | undefined,
): string[] {
  if (saved === undefined || saving === undefined) return [];
  return [
    ...describeDisplaced(saved),
    ...describeOutdated(saved, saving.store),
    ...describeSharers(saved, saving.store),
    ...describeKeyFile(saved, saving.store),
    ...(user === undefined ? [] : describeOtherUser(saved, user.userName)),
  ];
}

/** Who has an earlier refresh token still. */
function describeOutdated({ profile, before, movedTo }: SavedLogin, store: ProfileStore): string[] {
  if (before === undefined || movedTo !== undefined) return [];
  if (before.login?.refreshFingerprint === profile.login?.refreshFingerprint) return [];
  // What was written anew just now has the new one.
  const updated = holdersOf(profile);
  const others = holdersAmong(before, readableProfiles(store)).filter((one) => !updated.includes(one));
  if (others.length === 0) return [];
  return [`The refresh token is another one now: the earlier one is still with ${listNames(others)}.`];
}

/** Which other profiles keep the very same tokens. */
export function describeSharers({ profile }: SavedLogin, store: ProfileStore): string[] {
  const names = sharersOf(profile, readableProfiles(store)).map(({ name }) => `the profile ${name}`);
  if (names.length === 0) return [];
  return [
    `The same tokens are kept as ${listNames(names)} too: an instance has one pair for a user and an OAuth record, so what is revoked in one is dead in all.`,
  ];
}

/** That no keychain protects what is kept. */
export function describeKeyFile({ profile }: SavedLogin, { stateFolder }: ProfileStore): string[] {
  if (profile.sealed.key !== "file") return [];
  return [
    `The key to the tokens is in the file ${join(stateFolder, "vault.key")}: whoever reads your files reads the tokens.`,
  ];
}

/** That somebody else than before has logged in to a profile. */
function describeOtherUser({ profile: { name }, before, movedTo }: SavedLogin, userName: string): string[] {
  const earlier = before?.login?.user?.userName;
  if (earlier === undefined || earlier === userName) return [];
  const present = `The profile ${name} held the tokens of ${earlier}; it holds those of ${userName} now.`;
  return [
    movedTo === undefined
      ? `${present} The earlier ones could not be kept as a profile of their own.`
      : `${present} The earlier ones are the profile ${movedTo}.`,
  ];
}

/** Where an earlier login is now that was neither to the same instance nor of the same client. */
export function describeDisplaced({ profile: { name }, before, movedTo, putAside }: SavedLogin): string[] {
  return [
    ...(movedTo === undefined || before !== undefined
      ? []
      : [
          `The profile ${name} held a login to another instance or client: that is the profile ${movedTo} now.`,
        ]),
    ...(putAside === undefined
      ? []
      : [`The earlier profile could not be opened; its file is ${putAside} now.`]),
  ];
}
