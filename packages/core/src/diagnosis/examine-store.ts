import { accessSync, constants, existsSync, realpathSync } from "node:fs";
import { dirname } from "node:path";
import { describeFileWarning } from "../advice/file-warning.ts";
import { findCloud } from "../credential-file/file-warnings.ts";
import { createTemporaryFile } from "../credential-file/temporary-file.ts";
import { isAuthError } from "../errors.ts";
import { withLock } from "../store/profile-lock.ts";
import { storeFault } from "../store/store-error.ts";
import { lockOf } from "../store/store-folder.ts";
import { loginRequired } from "../token-source/login-required.ts";
import { type KeySource, readVaultKey } from "../vault/vault-key.ts";
import type { Chart } from "./chart.ts";
import { type ExaminationResult, failedBy, ok, skipped, warnedBy, warning } from "./examination.ts";

/** How long another process may have a profile before it is worth a word, in milliseconds. */
const lockWaitMs = 500;

/** Whether the state folder can be written; where there is none, none is made. Throws STORE_UNUSABLE. */
export function examineStateFolder(stateFolder: string): ExaminationResult {
  const facts = { stateFolder };
  try {
    if (existsSync(stateFolder)) {
      createTemporaryFile(stateFolder).discard();
      return warnOfCloud(stateFolder) ?? ok(`${stateFolder} can be written.`, { facts });
    }
    // With the dot it must be a folder.
    accessSync(`${nearestFolder(stateFolder)}/.`, constants.W_OK);
    return ok(`${stateFolder} is made with the first login.`, { facts });
  } catch (error) {
    throw storeFault(error, { path: stateFolder });
  }
}

function warnOfCloud(path: string): ExaminationResult | undefined {
  const service = findCloud(realpathSync(path));
  if (service === undefined) return undefined;
  return warning(describeFileWarning({ code: "synchronised-folder", path, service }), {
    fix: ["Name a folder elsewhere in NOWTOKEN_STATE_DIR, and log in again."],
    facts: { stateFolder: path, service },
  });
}

function nearestFolder(path: string): string {
  const parent = dirname(path);
  return parent === path || existsSync(parent) ? parent : nearestFolder(parent);
}

/** Whether there is a login that is kept, and what for. Throws STORE_UNUSABLE, LOGIN_REQUIRED. */
export function examineProfile({ profile, settings }: Chart): ExaminationResult {
  const { name, isNamed, found, own } = profile;
  if (isAuthError(found)) return failedBy(found);
  if (found === undefined) {
    if (isNamed) return failedBy(loginRequired(name, "no-profile"));
    return skipped("No login is kept yet: `nowtoken login` keeps one.");
  }
  const { instanceUrl, clientId } = found.settings;
  const facts = { profile: name, instanceUrl, clientId };
  if (own === undefined) {
    const other =
      settings.instanceUrl === instanceUrl ? "another client" : `another instance, ${instanceUrl}`;
    return skipped(`The profile ${name} is for ${other}: it is left alone.`);
  }
  if (own.login === undefined) return ok(`${name}: the client alone, no tokens.`, { facts });
  const user = own.login.user?.userName ?? "an unknown user";
  return ok(`${name}: ${user} at ${instanceUrl}.`, { facts });
}

const places: Record<KeySource, string> = {
  keychain: "in the keychain",
  file: "in a file, vault.key in the state folder",
  environment: "in NOWTOKEN_VAULT_KEY",
};

/** Where the key to the secrets is, and whether it can be had and opens them. Throws STORE_UNUSABLE. */
export async function examineKey(chart: Chart): Promise<ExaminationResult> {
  const { own, name, open } = chart.profile;
  if (own !== undefined) {
    const source = own.sealed.key;
    await open();
    return ok(`It is ${places[source]}, and opens the profile ${name}.`, { facts: { source } });
  }
  return examineNewKey(chart);
}

/** The key that a first login would use; it is not made here. */
async function examineNewKey({
  settings,
  surroundings,
  store,
  interactive,
}: Chart): Promise<ExaminationResult> {
  if (settings.store === "none") return skipped("Logins are not kept: --store none.");
  const environment = { ...surroundings.environment };
  const source = settings.store ?? (environment["NOWTOKEN_VAULT_KEY"] ? "environment" : "keychain");
  const facts = { source };
  try {
    const { stateFolder } = store;
    await readVaultKey(source, { stateFolder, environment, interactive, lock: (action) => action() });
    return ok(`It is ${places[source]}.`, { facts });
  } catch (error) {
    if (!isAuthError(error, "STORE_UNUSABLE")) throw error;
    if (error.details.reason === "key-missing")
      return ok(`It will be ${places[source]}: the first login makes it.`, { facts });
    // A login works all the same, and is not kept.
    return settings.store === undefined && source === "keychain" ? warnedBy(error) : failedBy(error);
  }
}

/** Whether another process has the profile. Throws STORE_UNUSABLE. */
export async function examineLock({ store, profile, signal }: Chart): Promise<ExaminationResult> {
  const path = lockOf(store.stateFolder, profile.name);
  if (!existsSync(path)) return ok("Nobody has ever held it.");
  try {
    await withLock({ path, profile: profile.name, waitMs: lockWaitMs, signal }, async () => undefined);
    return ok("Nobody holds it.");
  } catch (error) {
    if (!isAuthError(error, "STORE_BUSY")) throw error;
    return warnedBy(error);
  }
}
