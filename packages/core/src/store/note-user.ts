import type { CurrentUser } from "../verify/current-user.ts";
import { changeProfile } from "./change-profile.ts";
import { keptUser } from "./profile.ts";
import type { ProfileStore } from "./profile-store.ts";
import { isOtherUser } from "./same-owner.ts";
import type { SavedLogin } from "./save-login.ts";

/** Writes down whom the tokens of a profile belong to. Throws STORE_UNUSABLE, STORE_BUSY. */
export function noteUser(store: ProfileStore, name: string, user: CurrentUser): Promise<void> {
  return changeProfile(store, name, ({ login }) => ({
    ...(login !== undefined && { login: { ...login, user: keptUser(user) } }),
  }));
}

/**
 * Writes down whom a login belongs to that was kept just now. Where the one that it replaced was another user's, that
 * one gets a profile of its own, with whom its tokens were handed to: nothing is lost when somebody else signs in.
 *
 * Yields what is saved then. Throws STORE_UNUSABLE, STORE_BUSY.
 */
export async function settleUser(
  store: ProfileStore,
  saved: SavedLogin,
  user: CurrentUser,
): Promise<SavedLogin> {
  const { keepReplaced, ...settled } = saved;
  const { name } = saved.profile;
  if (keepReplaced === undefined || !isOtherUser(saved.before, user.userName)) {
    await noteUser(store, name, user);
    return settled;
  }
  const movedTo = await keepReplaced();
  await changeProfile(store, name, ({ login, handedOver }) => ({
    ...(login !== undefined && { login: { ...login, user: keptUser(user) } }),
    handedOver: handedOver.filter((one) => one.refreshFingerprint === login?.refreshFingerprint),
  }));
  return { ...settled, movedTo };
}
