import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LoginToSave } from "./login-to-save.ts";
import { createProfileStore, type ProfileStore, type StoreOptions } from "./profile-store.ts";
import { saveLogin } from "./save-login.ts";

/** A store in a folder of its own, whose key is in the environment. */
export interface GivenStore {
  readonly stateFolder: string;
  readonly store: ProfileStore;
  /** The file of a profile. */
  readonly pathOf: (name: string) => string;
  readonly textOf: (name: string) => Promise<string>;
  /** Changes a profile's file as an editor would. */
  readonly edit: (name: string, change: (text: string) => string) => Promise<void>;
}

export const vaultKey = "ab".repeat(32);

export async function givenStore(root: string, options: Partial<StoreOptions> = {}): Promise<GivenStore> {
  const stateFolder = await mkdtemp(join(root, "state-"));
  const store = createProfileStore({
    stateFolder,
    environment: { NOWTOKEN_VAULT_KEY: vaultKey },
    lockWaitMs: 5000,
    ...options,
  });
  const pathOf = (name: string) => join(stateFolder, "profiles", `${name}.json`);
  const textOf = (name: string) => readFile(pathOf(name), "utf8");
  return {
    stateFolder,
    store,
    pathOf,
    textOf,
    edit: async (name, change) => writeFile(pathOf(name), change(await textOf(name))),
  };
}

/** A login an hour ago, whose access token died half an hour ago. */
export function someLogin(changes: Partial<LoginToSave> = {}): LoginToSave {
  return {
    name: "default",
    key: "environment",
    settings: {
      instanceUrl: "https://dev1.service-now.com",
      clientId: "id",
      clientSecret: "client-secret",
      clientAuth: "body",
      redirectUri: "https://dev1.service-now.com/oauth_redirect.do",
      scopes: ["useraccount", "openid"],
    },
    credential: {
      scopes: ["useraccount"],
      accessToken: "first-access",
      refreshToken: "first-refresh",
      expiresAt: new Date("2026-11-26T10:30:00Z"),
    },
    grant: "authorization-code",
    receivedAt: new Date("2026-11-26T10:00:00Z"),
    ...changes,
  };
}

/** A store with one login in it. */
export async function givenLogin(root: string, changes: Partial<LoginToSave> = {}): Promise<GivenStore> {
  const given = await givenStore(root);
  await saveLogin(given.store, someLogin(changes));
  return given;
}

/** What a promise was rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error(`expected a failure, and got ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
}
