import type { KeptLogin, ListedLogin, LoginKeeper, PageProfiles } from "@nowtoken/callback";
import { noteUser, type ProfileStore, type SavedLogin, type Settings, saveLogin } from "@nowtoken/core";
import type { Environment } from "../environment.ts";
import { holdersOf } from "../hand-over/holders.ts";
import { type ReadProfile, readProfiles } from "../profiles/read-profiles.ts";
import { describeDisplaced, findSaving, type Saving } from "../profiles/saving.ts";
import { loginRequired } from "../tokens/kept-login.ts";

/** The profiles of this user, for the page. */
export function createPageProfiles(store: ProfileStore, environment: Environment): PageProfiles {
  return {
    async prepare(settings) {
      const saving = await findSaving(settings, store, environment);
      return typeof saving === "object" ? createKeeper(saving, settings) : saving;
    },
    defaultName: () => store.currentName(),
    list: () => readProfiles(store, store.names()).map(toListed),
    find: (name) => readProfiles(store, [name]).map(toListed)[0],
    async settingsOf(name) {
      const open = await store.open(name);
      if (open === undefined) throw loginRequired(name, "no-profile");
      const { jwt: _, instanceUrl, ...settings } = open.profile.settings;
      return { ...settings, instance: instanceUrl, profile: name, clientSecret: open.secrets.clientSecret };
    },
  };
}

const toListed = (read: ReadProfile): ListedLogin =>
  read.profile === undefined ? read : { ...read, holders: holdersOf(read.profile) };

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
