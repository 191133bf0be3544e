import { unlinkSync } from "node:fs";
import type { FileWarning } from "../credential-file/file-warnings.ts";
import { systemCode } from "../credential-file/system-error.ts";
import { invalidSetting } from "../settings/config-invalid.ts";
import type { KeySource } from "../vault/vault-key.ts";
import { type HeldProfile, holdProfile, type OpenProfile, openProfile } from "./held-profile.ts";
import { createKeyring, type Keyring } from "./keyring.ts";
import type { HolderNote } from "./lock-holder.ts";
import type { Profile } from "./profile.ts";
import { type ProfilePlace, parseProfileText, prepareProfileFile, readProfileText } from "./profile-file.ts";
import { withLock } from "./profile-lock.ts";
import { storeFault } from "./store-error.ts";
import { lockOf, placeOf, profileNames, readCurrent, writeCurrent } from "./store-folder.ts";

/** Where profiles are kept, and how long other processes may take with one. */
export interface StoreOptions {
  readonly stateFolder: string;
  /** For NOWTOKEN_VAULT_KEY; empty by default. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Whether there is a person who can answer the keychain's prompt. */
  readonly interactive?: boolean;
  /** Told when the keychain takes more than a second to answer: its prompt may be hidden behind other windows. */
  readonly onKeychainWait?: () => void;
  /** Told what a person should know about the file with the key. */
  readonly onWarning?: (warning: FileWarning) => void;
  /**
   * How long to wait for another process that holds a profile, in milliseconds; 65,000 by default: it may have two
   * requests to make, of 30 seconds each.
   */
  readonly lockWaitMs?: number;
}

/**
 * The profiles of one state folder. Each may throw STORE_UNUSABLE, CONFIG_INVALID for what is no name of a profile, and
 * what holds a profile STORE_BUSY.
 */
export interface ProfileStore {
  readonly stateFolder: string;
  /** The name of the profile that is meant where none is named. */
  currentName(): string;
  /** Chooses it. */
  use(name: string): Promise<void>;
  names(): string[];
  /** Where a profile's file is, or would be. */
  pathOf(name: string): string;
  /** A profile without its secrets: needs no key. */
  read(name: string): Profile | undefined;
  /** A profile with its secrets. */
  open(name: string): Promise<OpenProfile | undefined>;
  /** Does something with a profile while no other process does. */
  hold<Value>(
    name: string,
    action: (held: HeldProfile) => Promise<Value>,
    signal?: AbortSignal,
  ): Promise<Value>;
  /** Makes sure that a new profile can be sealed with a key of that source. */
  checkKey(source: KeySource): Promise<void>;
  /**
   * Removes a profile and what it keeps, be it readable or not; false when there was none. When it was the chosen one,
   * `default` is from then on.
   */
  remove(name: string): Promise<boolean>;
  /** Gives a profile another name. Throws CONFIG_INVALID when there is none, or the name is taken. */
  rename(from: string, to: string): Promise<void>;
}

/** Opens the store of a state folder; nothing is read or made before it is needed. */
export function createProfileStore(options: StoreOptions): ProfileStore {
  const { stateFolder, environment = {}, interactive = false, lockWaitMs = 65_000 } = options;
  const place = (name: string) => placeOf(stateFolder, name);
  const lock = <Value>(name: string, action: (note: HolderNote) => Promise<Value>, signal?: AbortSignal) =>
    withLock({ path: lockOf(stateFolder, name), profile: name, waitMs: lockWaitMs, signal }, action);
  const keyring = createKeyring({
    stateFolder,
    environment,
    interactive,
    onKeychainWait: options.onKeychainWait,
    onWarning: options.onWarning,
    // No profile has this name.
    lock: (action) => lock(".vault", action),
  });
  const read = (name: string) => {
    const text = readProfileText(place(name));
    return text === undefined ? undefined : parseProfileText(text, place(name));
  };
  return {
    stateFolder,
    currentName: () => readCurrent(stateFolder),
    use: (name) => writeCurrent(stateFolder, name),
    names: () => profileNames(stateFolder),
    pathOf: (name) => place(name).path,
    read,
    open: async (name) => openProfile(read(name), place(name), keyring),
    async hold(name, action, signal) {
      const held = place(name);
      return lock(name, async (note) => action(holdProfile(held, keyring, note)), signal);
    },
    checkKey: async (source) => void (await keyring.keyOf(source)),
    async remove(name) {
      const file = place(name);
      const removed = await lock(name, async () => removeFile(file));
      if (removed && isSameName(readCurrent(stateFolder), name)) await writeCurrent(stateFolder, "default");
      return removed;
    },
    async rename(from, to) {
      const [old, next] = [place(from), place(to)];
      const isCurrent = isSameName(readCurrent(stateFolder), from);
      // In one order whoever asks: else two could wait for each other.
      const [first, second] = from.toLowerCase() < to.toLowerCase() ? [from, to] : [to, from];
      if (old.path === next.path) await lock(from, () => respell(next));
      else await lock(first, () => lock(second, () => move(old, next, keyring)));
      if (isCurrent) await writeCurrent(stateFolder, to);
    },
  };
}

const isSameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The same file, and the secrets that open for any spelling: no key is needed. */
async function respell(place: ProfilePlace): Promise<void> {
  const text = readProfileText(place);
  if (text === undefined) throw noSuchProfile();
  const profile = parseProfileText(text, place);
  if (profile.name === place.name) throw nameTaken();
  const room = await prepareProfileFile(place);
  await room.write({ ...profile, name: place.name });
}

/** Sealed anew: secrets open under their own profile's name only. */
async function move(from: ProfilePlace, to: ProfilePlace, keyring: Keyring): Promise<void> {
  const next = holdProfile(to, keyring);
  if (next.exists()) throw nameTaken();
  const opened = await holdProfile(from, keyring).open();
  if (opened === undefined) throw noSuchProfile();
  const { profile, secrets } = opened;
  const writer = await next.prepare(profile.sealed);
  await writer.write({ ...profile, secrets });
  removeFile(from);
}

const noSuchProfile = () => invalidSetting("profile", "must be one that exists");
const nameTaken = () => invalidSetting("profile", "must be a name that no other profile has");

function removeFile({ name, path }: ProfilePlace): boolean {
  try {
    unlinkSync(path);
    return true;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return false;
    throw storeFault(error, { path, profile: name });
  }
}
