import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  buildAuthorizationRequest,
  completeLogin,
  createProfileStore,
  type Effects,
  generateLoginSecrets,
  type ProfileStore,
  type RawSettings,
  saveLogin,
} from "@nowtoken/core";
import type { PracticeInstance } from "@nowtoken/simulator";
import { authorise, settingsOf } from "./practice-login.ts";

/** A folder that is gone after `work`. */
export async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "nowtoken-failures-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Opens the store of a state folder with a key of the environment. */
export function openStore(stateFolder: string, key = "11".repeat(32)): ProfileStore {
  const environment = { NOWTOKEN_VAULT_KEY: key };
  return createProfileStore({ stateFolder, environment, lockWaitMs: 50 });
}

/** Logs in, and keeps the login as the profile `default`. Returns its tokens. */
export async function keepLogin(
  store: ProfileStore,
  { instance, effects, others }: { instance: PracticeInstance; effects: Effects; others?: RawSettings },
) {
  const settings = settingsOf(instance, others);
  const request = buildAuthorizationRequest(settings, generateLoginSecrets());
  const redirect = await authorise(request.url, instance);
  const { credential, receivedAt } = await completeLogin({ settings, request, redirect }, effects);
  await saveLogin(store, {
    name: "default",
    settings,
    credential,
    grant: "authorization-code",
    receivedAt,
    key: "environment",
  });
  return credential;
}
