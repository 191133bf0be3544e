import type { KeptLogin, LoginKeeper } from "@nowtoken/callback";
import {
  holdersAmong,
  type ProfileStore,
  readableProfiles,
  type SavedLogin,
  type Settings,
  saveLogin,
  settleUser,
} from "@nowtoken/core";
import { rememberHandOver } from "../hand-over/connector-values.ts";
import { describeDisplaced, describeKeyFile, describeSharers } from "../profiles/describe-saving.ts";
import type { Saving } from "../profiles/saving.ts";

/** Keeps a login of the page as a profile. */
export function createKeeper({ store, name, key }: Saving, settings: Settings): LoginKeeper {
  return {
    keep: async ({ credential, receivedAt }) => {
      const login = { name, settings, credential, receivedAt, key };
      const saved = await saveLogin(store, { ...login, grant: "authorization-code" });
      const { refreshToken } = credential;
      return {
        name: saved.profile.name,
        notes: [
          ...describeDisplaced(saved),
          ...describeSharers(saved, store),
          ...describeKeyFile(saved, store),
        ],
        earlier: earlierOf(saved, store),
        noteUser: async (user) => (await settleUser(store, saved, user)).movedTo,
        noteHandOver: (to) => rememberHandOver(store, name, { to, at: new Date(), refreshToken }),
      };
    },
  };
}

function earlierOf({ profile, before }: SavedLogin, store: ProfileStore): KeptLogin["earlier"] {
  if (before?.login === undefined || before.login.refreshFingerprint === null) return undefined;
  const { refreshFingerprint, user } = before.login;
  return {
    hasSameToken: refreshFingerprint === profile.login?.refreshFingerprint,
    holders: holdersAmong(before, readableProfiles(store)),
    userName: user?.userName,
  };
}
