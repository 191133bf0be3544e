import { checkSaving, isAuthError, type KeySource, type ProfileStore, type Settings } from "@nowtoken/core";
import type { Environment } from "../environment.ts";
import { advise } from "../failures/advise.ts";
import { printWarnings } from "../warnings.ts";
import { readUnlessSpoilt } from "./named-profile.ts";

/** How a login is kept. */
export interface Saving {
  readonly store: ProfileStore;
  /** The profile's name. */
  readonly name: string;
  /** Where the key to the secrets is; undefined leaves it where the profile has it. */
  readonly key: KeySource | undefined;
  /** Whether somebody asked for it, so that failing to is a failure. */
  readonly wanted: boolean;
}

/**
 * Makes sure that a login can be kept, before anybody signs in; undefined when it will not be: nobody wants it, or there
 * is no keychain, which is warned of. Throws STORE_UNUSABLE where somebody asked for it by name.
 */
export async function prepareSaving(
  settings: Pick<Settings, "profile" | "store">,
  store: ProfileStore,
  environment: Environment,
): Promise<Saving | undefined> {
  const saving = await findSaving(settings, store, environment);
  if (typeof saving !== "string") return saving;
  printNotKept(saving);
  return undefined;
}

/** As {@link prepareSaving}, but for the warning: it is what this yields then. */
export async function findSaving(
  settings: Pick<Settings, "profile" | "store">,
  store: ProfileStore,
  { variables }: Environment,
): Promise<Saving | string | undefined> {
  if (settings.store === "none") return undefined;
  const wanted = settings.profile !== undefined || settings.store !== undefined;
  try {
    const name = settings.profile ?? store.currentName();
    const key = settings.store ?? (variables["NOWTOKEN_VAULT_KEY"] ? "environment" : undefined);
    await checkSaving(store, name, key);
    return { store, name, key, wanted };
  } catch (error) {
    return describeNotKept(error, wanted);
  }
}

/** Tells why a login is not kept; where it was asked for, the failure is thrown. */
export async function warnUnlessWanted(error: unknown, wanted: boolean): Promise<void> {
  printNotKept(await describeNotKept(error, wanted));
}

const printNotKept = (reason: string): void => printWarnings([`${reason} Or say so with --no-save.`]);

/** Why a login is not kept; where it was asked for, the failure is thrown. */
async function describeNotKept(error: unknown, wanted: boolean): Promise<string> {
  if (wanted || !(isAuthError(error, "STORE_UNUSABLE") || isAuthError(error, "STORE_BUSY"))) throw error;
  const { message, fix } = await advise(error);
  return `This login is not kept as a profile. ${message} ${fix[0] ?? ""}`.trimEnd();
}

/** Who logged in to a profile before, at the same instance with the same client; undefined where nothing says it. */
export function earlierUser(
  { store, name }: Saving,
  { instanceUrl, clientId }: Pick<Settings, "instanceUrl" | "clientId">,
): string | undefined {
  const earlier = readUnlessSpoilt(store, name);
  const isSame = earlier?.settings.instanceUrl === instanceUrl && earlier.settings.clientId === clientId;
  return isSame ? earlier.login?.user?.userName : undefined;
}
