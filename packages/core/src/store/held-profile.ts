import { renameSync } from "node:fs";
import type { KeySource } from "../vault/vault-key.ts";
import { changedMeanwhile } from "./changed-meanwhile.ts";
import type { Keyring } from "./keyring.ts";
import { type HolderNote, noHolderNote } from "./lock-holder.ts";
import type { Profile, ProfileSecrets, SealedSecrets } from "./profile.ts";
import { type ProfilePlace, parseProfileText, prepareProfileFile, readProfileText } from "./profile-file.ts";
import { openSecrets, sealSecrets } from "./seal.ts";
import { storeFault } from "./store-error.ts";
import { storeVersion } from "./store-file.ts";

/** A profile and what it keeps secret. */
export interface OpenProfile {
  readonly profile: Profile;
  readonly secrets: ProfileSecrets;
}

/** What a profile is to hold from now on. */
export interface ProfileContent extends Pick<Profile, "settings" | "login" | "handedOver"> {
  readonly secrets: ProfileSecrets;
}

/** Which key to seal with: that of a source, or the very one that something was sealed with. */
type KeyChoice = KeySource | Pick<SealedSecrets, "key" | "keyId">;

/** One profile, while nobody else changes it. */
export interface HeldProfile {
  /**
   * When somebody took the lock who died with it, maybe in the middle of a request; undefined where nobody did, or where
   * tokens were kept since, or that an answer may be lost.
   */
  readonly abandonedAt: Date | undefined;
  /** Whether there is a file, be it readable or not. */
  exists(): boolean;
  /** As it is now; undefined when there is none. Throws STORE_UNUSABLE. */
  open(): Promise<OpenProfile | undefined>;
  /**
   * Makes sure that it can be written, before anything is spent. Throws STORE_UNUSABLE.
   *
   * Left out, the key is the one that the profile has, and the keychain's for a new profile.
   */
  prepare(key?: KeyChoice): Promise<ProfileWriter>;
  /** Puts a file that cannot be opened aside, and yields its new path. Throws STORE_UNUSABLE. */
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
  discard(): void;
}

/** A profile under its lock. Throws STORE_UNUSABLE. */
export function holdProfile(
  place: ProfilePlace,
  keyring: Keyring,
  note: HolderNote = noHolderNote,
): HeldProfile {
  let text = readProfileText(place);
  let known: Profile | undefined;
  const parse = () => {
    if (text !== undefined) known ??= parseProfileText(text, place);
    return known;
  };
  const findKey = (choice: KeyChoice) =>
    typeof choice === "string" ? keyring.keyOf(choice) : keyring.keyTo(choice, place.path);
  return {
    abandonedAt: note.abandonedAt,
    exists: () => text !== undefined,
    open: async () => openProfile(parse(), place, keyring),
    async prepare(choice) {
      const key = await findKey(choice ?? parse()?.sealed ?? "keychain");
      const room = await prepareProfileFile(place);
      return {
        discard: room.discard,
        async write({ secrets, login, handedOver, settings: ours }) {
          const { newer, settings } = changedMeanwhile(text, { settings: ours, login }, place);
          if (newer !== undefined) {
            room.discard();
            return newer;
          }
          // As it was spelled first, however it was spelled this time.
          const name = known?.name ?? place.name;
          const sealed = sealSecrets(secrets, { name, settings }, key);
          const profile: Profile = { version: storeVersion, name, settings, login, handedOver, sealed };
          text = await room.write(profile);
          if (isAboutTokens(profile, known)) note.settle();
          known = profile;
          return profile;
        },
      };
    },
    putAside() {
      const aside = `${place.path}.${Date.now()}`;
      try {
        renameSync(place.path, aside);
      } catch (error) {
        throw storeFault(error, { path: aside, profile: place.name });
      }
      text = undefined;
      known = undefined;
      return aside;
    },
  };
}

/** Whether a profile got other tokens, or says that an answer to a request for some was lost. */
function isAboutTokens({ login }: Profile, before: Profile | undefined): boolean {
  if (login === undefined || login.answerLostAt !== undefined) return true;
  return login.accessReceivedAt.getTime() !== before?.login?.accessReceivedAt.getTime();
}

/** Opens a profile; undefined for none. Throws STORE_UNUSABLE. */
export async function openProfile(
  profile: Profile | undefined,
  { path }: ProfilePlace,
  keyring: Keyring,
): Promise<OpenProfile | undefined> {
  if (profile === undefined) return undefined;
  const key = await keyring.keyTo(profile.sealed, path);
  return { profile, secrets: openSecrets(profile, key, path) };
}
