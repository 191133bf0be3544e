import {
  createProfileStore,
  type LoginToSave,
  type ProfileStore,
  saveLogin,
  stateFolder,
} from "@nowtoken/core";
import { type Home, keepingEnvironment, makeHome } from "./home.ts";

/** A home whose logins are kept. */
export interface KeepingHome extends Home {
  readonly store: ProfileStore;
}

export async function makeKeepingHome(): Promise<KeepingHome> {
  const home = await makeHome();
  const environment = keepingEnvironment(home);
  return { ...home, environment, store: openStore(environment) };
}

/** The profiles that a command with this environment has. */
export function openStore(environment: NodeJS.ProcessEnv): ProfileStore {
  const folder = stateFolder({ platform: process.platform, environment });
  return createProfileStore({ stateFolder: folder, environment, lockWaitMs: 2000 });
}

/** What a test says of a login; the rest is as most logins are. */
export type TestLogin = Pick<LoginToSave, "name"> & {
  readonly settings?: Partial<LoginToSave["settings"]>;
  readonly credential?: Partial<LoginToSave["credential"]>;
} & Partial<Pick<LoginToSave, "grant" | "user" | "receivedAt">>;

/** Keeps a login, by default one of now that lives half an hour, its refresh token 100 days. */
export async function keepLogin(store: ProfileStore, login: TestLogin): Promise<void> {
  const { receivedAt = new Date(), settings, credential, ...rest } = login;
  const instanceUrl = settings?.instanceUrl ?? "https://dev12345.service-now.com";
  await saveLogin(store, {
    grant: "authorization-code",
    receivedAt,
    key: "environment",
    user: { userName: "knowledge.integration", displayName: "Knowledge Integration" },
    ...rest,
    settings: {
      instanceUrl,
      clientId: "0123456789abcdef0123456789abcdef",
      clientSecret: "a-client-secret",
      clientAuth: "body",
      redirectUri: `${instanceUrl}/oauth_redirect.do`,
      scopes: ["useraccount"],
      ...settings,
    },
    credential: {
      accessToken: `access-of-${login.name}`,
      refreshToken: `refresh-of-${login.name}`,
      scopes: ["useraccount"],
      expiresAt: new Date(receivedAt.getTime() + 1_800_000),
      ...credential,
    },
  });
}
