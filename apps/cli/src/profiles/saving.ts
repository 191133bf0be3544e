import {
  checkSaving,
  isAuthError,
  type KeySource,
  type ProfileStore,
  type SavedLogin,
  type Settings,
} from "@nowtoken/core";
import type { Environment } from "../environment.ts";
import { advise } from "../failures/advise.ts";
import { credentialFile, holdersOf, listNames } from "../hand-over/holders.ts";
import { printWarnings } from "../warnings.ts";

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
  { variables }: Environment,
): Promise<Saving | undefined> {
  if (settings.store === "none") return undefined;
  const wanted = settings.profile !== undefined || settings.store !== undefined;
  try {
    const name = settings.profile ?? store.currentName();
    const key = settings.store ?? (variables["NOWTOKEN_VAULT_KEY"] ? "environment" : undefined);
    await checkSaving(store, name, key);
    return { store, name, key, wanted };
  } catch (error) {
    await warnUnlessWanted(error, wanted);
    return undefined;
  }
}

/** Tells why a login is not kept; where it was asked for, the failure is thrown. */
export async function warnUnlessWanted(error: unknown, wanted: boolean): Promise<void> {
  if (wanted || !(isAuthError(error, "STORE_UNUSABLE") || isAuthError(error, "STORE_BUSY"))) throw error;
  const { message, fix } = await advise(error);
  printWarnings([
    `This login is not kept as a profile. ${message} ${fix[0] ?? ""} Or say so with --no-save.`,
  ]);
}

/** What else happened when a login was kept. */
export function describeSaving({ profile, movedTo, putAside, before }: SavedLogin): string[] {
  const { name, login } = profile;
  // The file was written anew just now.
  const others = before === undefined ? [] : holdersOf(before).filter((holder) => holder !== credentialFile);
  const isNew = before?.login?.refreshFingerprint !== login?.refreshFingerprint;
  return [
    ...(movedTo === undefined
      ? []
      : [
          `The profile ${name} held a login to another instance or client: that is the profile ${movedTo} now.`,
        ]),
    ...(putAside === undefined
      ? []
      : [`The earlier profile could not be opened; its file is ${putAside} now.`]),
    ...(isNew && others.length > 0
      ? [`The refresh token is another one now: ${listNames(others)} still has the earlier one.`]
      : []),
  ];
}
