import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { changeProfile, createProfileStore, type ProfileStore, saveLogin } from "@nowtoken/core";
import { type PracticeInstance, type PracticeOptions, startPracticeInstance } from "@nowtoken/simulator";
import { logInTo, practiseOn } from "./logged-in.ts";

/** A practice instance that listens, and a login to it in the profile `default`. */
export interface KeptPractice {
  readonly instance: PracticeInstance;
  readonly stateFolder: string;
  /** What opens the profile. */
  readonly environment: NodeJS.ProcessEnv;
  readonly store: ProfileStore;
  /** Lets the kept access token have died a while ago. */
  readonly expire: () => Promise<void>;
  /** How many refreshes the instance was asked for. */
  readonly refreshes: () => number;
  readonly close: () => Promise<void>;
}

const environment = { NOWTOKEN_VAULT_KEY: "ab".repeat(32) };

export async function keepLogin(root: string, options: PracticeOptions = {}): Promise<KeptPractice> {
  const { instance, close } = await startPracticeInstance(options);
  const stateFolder = await mkdtemp(join(root, "state-"));
  const store = createProfileStore({ stateFolder, environment });
  const { settings, credential } = await logInTo(practiseOn(instance));
  const name = "default";
  const receivedAt = new Date();
  await saveLogin(store, {
    name,
    settings,
    credential,
    receivedAt,
    grant: "authorization-code",
    key: "environment",
  });
  return {
    instance,
    stateFolder,
    environment,
    store,
    expire: () =>
      changeProfile(store, name, ({ login }) => ({
        ...(login && { login: { ...login, accessExpiresAt: new Date(Date.now() - 60_000) } }),
      })),
    refreshes: () => instance.countRequests("POST /oauth_token.do refresh_token"),
    close,
  };
}
