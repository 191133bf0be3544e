import { randomBytes } from "node:crypto";
import { dirname } from "node:path";
import { makePrivateFolder } from "../credential-file/private-file.ts";
import { createTemporaryFile, type TemporaryFile } from "../credential-file/temporary-file.ts";
import { removeLeftovers } from "../credential-file/temporary-name.ts";
import { type Profile, profileSchema } from "./profile.ts";
import { storeFault, storeUnusable } from "./store-error.ts";
import { parseStoreFile, readStoreFile } from "./store-file.ts";

/** What no profile of ours outgrows, in bytes: room for it is taken before tokens are asked for. */
const reservedBytes = 16 * 1024;

/** Where a profile's file is, and whose it is. */
export interface ProfilePlace {
  readonly name: string;
  readonly path: string;
}

/** The text of a profile's file; undefined when there is none. Throws STORE_UNUSABLE. */
export function readProfileText({ name, path }: ProfilePlace): string | undefined {
  return readStoreFile({ path, profile: name });
}

/** The profile in a text. Throws STORE_UNUSABLE: damaged, of another version, or a copy of another profile's file. */
export function parseProfileText(text: string, { name, path }: ProfilePlace): Profile {
  const details = { path, profile: name };
  const profile = parsed.get(text) ?? withLifespan(parseStoreFile(text, profileSchema, details));
  remember(text, profile);
  if (profile.name.toLowerCase() === name.toLowerCase()) return profile;
  throw storeUnusable("expected the profile of this name", { ...details, reason: "sealed-for-another" });
}

/** A lifespan that a person wrote into the settings counts at once, unless the record has told its own. */
function withLifespan(profile: Profile): Profile {
  const {
    login,
    settings: { refreshLifespan },
  } = profile;
  if (login === undefined || login.refreshLifespanSource === "record" || refreshLifespan === undefined)
    return profile;
  const given = { refreshLifespanSeconds: refreshLifespan, refreshLifespanSource: "settings" } as const;
  return { ...profile, login: { ...login, ...given } };
}

/** The last few, by their text: a profile is read once to look at it, and once more under its lock. */
const parsed = new Map<string, Profile>();

function remember(text: string, profile: Profile): void {
  parsed.set(text, profile);
  if (parsed.size <= 64) return;
  for (const [oldest] of parsed) {
    parsed.delete(oldest);
    return;
  }
}

/** Room for a profile's file, taken beside it before anything is spent. */
export interface PreparedProfileFile {
  /** Replaces the file, wholly or not at all, and yields its text; it is on the disk when this resolves. */
  write(profile: Profile): Promise<string>;
  /** Gives the room back; after `write` it does nothing. Never throws. */
  discard(): void;
}

/** Makes sure that a profile can be written. Throws STORE_UNUSABLE; nothing has changed then. */
export async function prepareProfileFile({ name, path }: ProfilePlace): Promise<PreparedProfileFile> {
  const guard = <Value>(action: Promise<Value>) =>
    action.catch((error: unknown) => Promise.reject(storeFault(error, { path, profile: name })));
  const temporary = await guard(reserve(dirname(path)));
  return {
    write: (profile) => guard(replace(path, profile, temporary)),
    discard: temporary.discard,
  };
}

async function replace(path: string, profile: Profile, temporary: TemporaryFile): Promise<string> {
  const text = `${JSON.stringify(profile, null, 2)}\n`;
  try {
    temporary.fill(Buffer.from(text));
    await temporary.moveTo(path);
    return text;
  } finally {
    temporary.discard();
  }
}

let filler: Buffer | undefined;

/** A full disk, and a quota, show when the room is written; waiting until it is on the disk would show no more. */
async function reserve(folder: string): Promise<TemporaryFile> {
  makePrivateFolder(folder);
  await sweep(folder);
  const temporary = await createTemporaryFile(folder);
  try {
    // Random, so that no file system compresses it away.
    filler ??= randomBytes(reservedBytes);
    temporary.fill(filler);
    return temporary;
  } catch (error) {
    temporary.discard();
    throw error;
  }
}

const swept = new Set<string>();

/** Rids the folder of what killed runs left, once a process. */
async function sweep(folder: string): Promise<void> {
  if (swept.has(folder)) return;
  swept.add(folder);
  await removeLeftovers(folder);
}
