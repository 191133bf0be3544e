import {
  type CurrentUser,
  checkSaving,
  holdersAmong,
  holdersOf,
  isAuthError,
  type KeySource,
  listNames,
  type ProfileStore,
  readableProfiles,
  type SavedLogin,
  type Settings,
  sharersOf,
} from "@nowtoken/core";
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

/** What else there is to know of a login that was kept just now, and of whose tokens it holds, where that is known. */
export function describeSaving(
  saved: SavedLogin | undefined,
  saving: Saving | undefined,
  user: CurrentUser | undefined,
): string[] {
  if (saved === undefined || saving === undefined) return [];
  return [
    ...describeDisplaced(saved),
    ...describeOutdated(saved, saving.store),
    ...describeSharers(saved, saving.store),
    ...(user === undefined ? [] : describeOtherUser(saved, user.userName)),
  ];
}

/** Who has an earlier refresh token still. */
function describeOutdated({ profile, before }: SavedLogin, store: ProfileStore): string[] {
  if (before === undefined || before.login?.refreshFingerprint === profile.login?.refreshFingerprint)
    return [];
  // What was written anew just now has the new one.
  const updated = holdersOf(profile);
  const others = holdersAmong(before, readableProfiles(store)).filter((one) => !updated.includes(one));
  if (others.length === 0) return [];
  return [`The refresh token is another one now: the earlier one is still with ${listNames(others)}.`];
}

/** Which other profiles keep the very same tokens. */
export function describeSharers({ profile }: SavedLogin, store: ProfileStore): string[] {
  const names = sharersOf(profile, readableProfiles(store)).map(({ name }) => `the profile ${name}`);
  if (names.length === 0) return [];
  return [
    `The same tokens are kept as ${listNames(names)} too: an instance has one pair for a user and an OAuth record, so what is revoked in one is dead in all.`,
  ];
}

/** That somebody else than before has logged in to a profile. */
function describeOtherUser({ profile: { name }, before }: SavedLogin, userName: string): string[] {
  const earlier = before?.login?.user?.userName;
  if (earlier === undefined || earlier === userName) return [];
  return [
    `The profile ${name} held the tokens of ${earlier}; it holds those of ${userName} now. To keep both, log in with another --profile.`,
  ];
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

/** Where an earlier login is now that was neither to the same instance nor of the same client. */
export function describeDisplaced({ profile: { name }, movedTo, putAside }: SavedLogin): string[] {
  return [
    ...(movedTo === undefined
      ? []
      : [
          `The profile ${name} held a login to another instance or client: that is the profile ${movedTo} now.`,
        ]),
    ...(putAside === undefined
      ? []
      : [`The earlier profile could not be opened; its file is ${putAside} now.`]),
  ];
}
