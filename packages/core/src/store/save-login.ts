import { isReservedName } from "../settings/storage.ts";
import type { KeySource } from "../vault/vault-key.ts";
import type { HeldProfile, OpenProfile, ProfileContent } from "./held-profile.ts";
import { type ClientToSave, type LoginToSave, toClientContent, toContent } from "./login-to-save.ts";
import type { Profile } from "./profile.ts";
import type { ProfileStore } from "./profile-store.ts";
import { hasSameOwner, isOtherUser } from "./same-owner.ts";
import { isProfileSpoilt } from "./store-error.ts";

export interface SavedLogin {
  readonly profile: Profile;
  /** What the profile held before of the same instance and client. */
  readonly before: Profile | undefined;
  /** The profile that an earlier login of another instance, client or user was moved to. */
  readonly movedTo?: string;
  /** Gives the login that was replaced a profile of its own, and yields its name: `settleUser` knows when. */
  readonly keepReplaced?: () => Promise<string>;
  /** The file that the earlier profile was moved to, because it could not be opened. */
  readonly putAside?: string;
}

/**
 * Keeps a login in its profile. An earlier one of the same instance and client is replaced, its hand-overs stay; one of
 * another, or of another user, moves to a profile of its own, so that no login is lost. Whose the tokens are is often
 * known later: see `settleUser`. Throws STORE_UNUSABLE, STORE_BUSY.
 */
export function saveLogin(store: ProfileStore, login: LoginToSave): Promise<SavedLogin> {
  return replaceProfile(store, login, (before) => toContent(login, before?.profile));
}

/** Keeps a client, as {@link saveLogin} does a login; whoever has logged in with it already stays logged in. */
export function saveClient(store: ProfileStore, client: ClientToSave): Promise<SavedLogin> {
  return replaceProfile(store, client, (before) => toClientContent(client, before));
}

function replaceProfile(
  store: ProfileStore,
  { name, settings, key, user }: ClientToSave & Pick<LoginToSave, "user">,
  make: (before: OpenProfile | undefined) => ProfileContent,
): Promise<SavedLogin> {
  return store.hold(name, async (held) => {
    const found = await unlessSpoilt(held.open);
    const { opened: earlier, spoilt } = found;
    const same = earlier !== undefined && hasSameOwner(earlier.profile.settings, settings);
    const writer = await held.prepare(keySource(key, found));
    try {
      const putAside = spoilt ? held.putAside() : undefined;
      const isReplaced = same && !isOtherUser(earlier.profile, user?.userName);
      const movedTo = earlier !== undefined && !isReplaced ? await moveAway(store, earlier) : undefined;
      const profile = await writer.write(make(isReplaced ? earlier : undefined));
      return {
        profile,
        before: same ? earlier.profile : undefined,
        ...(isReplaced && { keepReplaced: () => moveAway(store, earlier) }),
        ...(movedTo !== undefined && { movedTo }),
        ...(putAside !== undefined && { putAside }),
      };
    } finally {
      writer.discard();
    }
  });
}

/** Makes sure that a login can be kept, before anybody signs in. Throws STORE_UNUSABLE, STORE_BUSY. */
export async function checkSaving(store: ProfileStore, name: string, key?: KeySource): Promise<void> {
  const source = keySource(key, await unlessSpoilt(() => store.open(name)));
  // Where there is no key, nothing is made either.
  if (source !== undefined) await store.checkKey(source);
  await store.hold(name, async (held) => (await held.prepare(source)).discard());
}

/** The source that was named, else the very key that the profile has (undefined), else the keychain. */
function keySource(named: KeySource | undefined, { opened }: Found): KeySource | undefined {
  return named ?? (opened === undefined ? "keychain" : undefined);
}

interface Found {
  readonly opened?: OpenProfile | undefined;
  readonly spoilt: boolean;
}

/** What can be opened, unless it never can be again. Any other fault is thrown. */
async function unlessSpoilt(open: HeldProfile["open"]): Promise<Found> {
  try {
    return { opened: await open(), spoilt: false };
  } catch (error) {
    if (!isProfileSpoilt(error)) throw error;
    return { spoilt: true };
  }
}

/** Moves a login to a free profile that is named after its instance. */
async function moveAway(store: ProfileStore, { profile, secrets }: OpenProfile): Promise<string> {
  const [label = ""] = new URL(profile.settings.instanceUrl).hostname.split(".");
  const base = /^[a-z][\w-]{0,50}$/u.test(label) && !isReservedName(label) ? label : "earlier";
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}-${number}`;
    // Whoever waits for the lock of a profile that is in use may wait for somebody who waits for us.
    if (store.names().includes(name)) continue;
    const moved = await store.hold(name, async (held) => {
      if (held.exists()) return false;
      const writer = await held.prepare(profile.sealed);
      await writer.write({ ...profile, secrets });
      return true;
    });
    if (moved) return name;
  }
}
