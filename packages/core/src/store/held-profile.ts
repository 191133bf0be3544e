import { mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { removeLeftovers } from "../credential-file/temporary-name.ts";
import type { KeySource } from "../vault/vault-key.ts";
import type { Keyring } from "./keyring.ts";
import { type Profile, type ProfileSecrets, profileVersion } from "./profile.ts";
import { type ProfilePlace, parseProfileText, prepareProfileFile, readProfileText } from "./profile-file.ts";
import { openSecrets, sealSecrets } from "./seal.ts";
import { storeFault } from "./store-error.ts";

/** A profile and what it keeps secret. */
export interface OpenProfile {
  readonly profile: Profile;
  readonly secrets: ProfileSecrets;
}

/** What a profile is to hold from now on. */
export interface ProfileContent extends Pick<Profile, "settings" | "login" | "handedOver"> {
  readonly secrets: ProfileSecrets;
}

/** One profile, while nobody else changes it. */
export interface HeldProfile {
  /** Whether there is a file, be it readable or not. */
  exists(): boolean;
  /** As it is now; undefined when there is none. Throws STORE_UNUSABLE. */
  open(): Promise<OpenProfile | undefined>;
  /**
   * Makes sure that it can be written, before anything is spent. Throws STORE_UNUSABLE.
   *
   * A profile keeps the key that it has; another source is for a new one, or one that cannot be opened.
   */
  prepare(source?: KeySource): Promise<ProfileWriter>;
  /** Puts a file that cannot be opened aside, and yields its new path. */
  putAside(): string;
}

/** Room for a profile. */
export interface ProfileWriter {
  /**
   * Replaces the profile, wholly or not at all, and yields what it holds then; it is on the disk when this resolves.
   *
   * Settings that somebody edited meanwhile stay; tokens that somebody put there meanwhile and that are newer do too.
   * Throws STORE_UNUSABLE.
   */
  write(content: ProfileContent): Promise<Profile>;
  /** Gives the room back; after `write` it does nothing. Never throws. */
  discard(): Promise<void>;
}

/** A profile under its lock. */
export function holdProfile(place: ProfilePlace, keyring: Keyring): HeldProfile {
  let text = readProfileText(place);
  return {
    exists: () => text !== undefined,
    open: () => openProfile(text, place, keyring),
    async prepare(source) {
      const key = await (source === undefined ? keyOfProfile(text, place, keyring) : keyring.keyOf(source));
      await makeFolder(place);
      const room = await prepareProfileFile(place);
      return {
        discard: room.discard,
        async write({ secrets, ...content }) {
          const { newer, settings } = changedMeanwhile(text, content, place);
          if (newer !== undefined) {
            await room.discard();
            return newer;
          }
          const owner = { name: place.name, settings };
          const sealed = sealSecrets(secrets, owner, key);
          const profile: Profile = { version: profileVersion, ...content, ...owner, sealed };
          text = await room.write(profile);
          return profile;
        },
      };
    },
    putAside() {
      const aside = `${place.path}.${Date.now()}`;
      renameSync(place.path, aside);
      text = undefined;
      return aside;
    },
  };
}

/** Opens the text of a profile; undefined for none. Throws STORE_UNUSABLE. */
export async function openProfile(
  text: string | undefined,
  place: ProfilePlace,
  keyring: Keyring,
): Promise<OpenProfile | undefined> {
  if (text === undefined) return undefined;
  const profile = parseProfileText(text, place);
  return {
    profile,
    secrets: openSecrets(profile, await keyring.keyTo(profile.sealed, place.path), place.path),
  };
}

async function keyOfProfile(text: string | undefined, place: ProfilePlace, keyring: Keyring) {
  if (text === undefined) return keyring.keyOf("keychain");
  return keyring.keyTo(parseProfileText(text, place).sealed, place.path);
}

/** What somebody did to the file since it was read, who does not care for locks: an editor, a backup. */
function changedMeanwhile(
  before: string | undefined,
  ours: Pick<ProfileContent, "settings" | "login">,
  place: ProfilePlace,
): { readonly newer?: Profile; readonly settings: Profile["settings"] } {
  const now = readProfileText(place);
  if (now === undefined || now === before) return ours;
  const theirs = parse(now, place);
  if (theirs === undefined) return ours;
  const sameTokens = before !== undefined && parse(before, place)?.sealed.data === theirs.sealed.data;
  const { instanceUrl, clientId } = theirs.settings;
  const sameOwner = instanceUrl === ours.settings.instanceUrl && clientId === ours.settings.clientId;
  if (sameTokens && sameOwner) return { settings: theirs.settings };
  const age = (login: Profile["login"]) => login?.accessReceivedAt.getTime() ?? 0;
  return !sameTokens && sameOwner && age(theirs.login) > age(ours.login) ? { ...ours, newer: theirs } : ours;
}

function parse(text: string, place: ProfilePlace): Profile | undefined {
  try {
    return parseProfileText(text, place);
  } catch {
    return undefined;
  }
}

const swept = new Set<string>();

/** Makes the folder of the profiles; the first time, it is rid of what killed runs left. */
async function makeFolder({ name, path }: ProfilePlace): Promise<void> {
  const folder = dirname(path);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw storeFault(error, { path: folder, profile: name });
  }
  if (swept.has(folder)) return;
  swept.add(folder);
  await removeLeftovers(folder);
}
