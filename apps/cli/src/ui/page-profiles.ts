import type { KeptLogin, LoginKeeper, PageProfiles } from "@nowtoken/callback";
import { noteUser, type ProfileStore, type SavedLogin, type Settings, saveLogin } from "@nowtoken/core";
import type { Environment } from "../environment.ts";
import { holdersOf } from "../hand-over/holders.ts";
import { describeDisplaced, findSaving, type Saving } from "../profiles/saving.ts";

/** The profiles of this user, for the page. */
export function createPageProfiles(store: ProfileStore, environment: Environment): PageProfiles {
  return {
    async prepare(settings) {
      const saving = await findSaving(settings, store, environment);
      return typeof saving === "object" ? createKeeper(saving, settings) : saving;
    },
  };
}

function createKeeper({ store, name, key }: Saving, settings: Settings): LoginKeeper {
  return {
    keep: async ({ credential, receivedAt }) => {
      const login = { name, settings, credential, receivedAt, key };
      return toKept(await saveLogin(store, { ...login, grant: "authorization-code" }), store);
    },
  };
}

function toKept(saved: SavedLogin, store: ProfileStore): KeptLogin {
  const { name } = saved.profile;
  return {
    name,
    notes: describeDisplaced(saved),
    earlier: earlierOf(saved),
    noteUser: (user) => noteUser(store, name, user),
  };
}

function earlierOf({ profile, before }: SavedLogin): KeptLogin["earlier"] {
  if (before?.login === undefined || before.login.refreshFingerprint === null) return undefined;
  const { refreshFingerprint, user } = before.login;
  return {
    hasSameToken: refreshFingerprint === profile.login?.refreshFingerprint,
    holders: holdersOf(before),
    userName: user?.userName,
  };
}
