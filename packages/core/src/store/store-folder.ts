import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { writePrivateFile } from "../credential-file/private-file.ts";
import { systemCode } from "../credential-file/system-error.ts";
import { settingFields } from "../settings/fields.ts";
import { parseProfile } from "../settings/storage.ts";
import type { ProfilePlace } from "./profile-file.ts";
import { storeFault } from "./store-error.ts";
import { parseStoreFile, readStoreFile, storeVersion } from "./store-file.ts";

const choice = z.object({ version: z.literal(storeVersion), current: settingFields.profile });
const extension = ".json";

/**
 * Where a profile is kept. File systems may not tell upper case from lower case, so neither do we. Throws CONFIG_INVALID
 * for what is no name of a profile.
 */
export function placeOf(stateFolder: string, name: string): ProfilePlace {
  return { name, path: join(stateFolder, "profiles", `${parseProfile(name).toLowerCase()}${extension}`) };
}

/** Where the lock of a profile is. */
export function lockOf(stateFolder: string, name: string): string {
  return join(stateFolder, "locks", `${name.toLowerCase()}.lock`);
}

/** The names of all profiles, in order and lower case; files that are none of ours are passed over. Throws STORE_UNUSABLE. */
export function profileNames(stateFolder: string): string[] {
  const path = join(stateFolder, "profiles");
  try {
    return readdirSync(path)
      .filter((file) => file.endsWith(extension))
      .map((file) => file.slice(0, -extension.length))
      .filter((name) => name === name.toLowerCase() && settingFields.profile.safeParse(name).success)
      .toSorted();
  } catch (error) {
    if (systemCode(error) === "ENOENT") return [];
    throw storeFault(error, { path });
  }
}

/** The profile that is meant where none is named: the chosen one, else `default`. Throws STORE_UNUSABLE. */
export function readCurrent(stateFolder: string): string {
  const path = currentFile(stateFolder);
  const text = readStoreFile({ path });
  return text === undefined ? "default" : parseStoreFile(text, choice, { path }).current;
}

/** Chooses the profile that is meant where none is named. Throws STORE_UNUSABLE. */
export async function writeCurrent(stateFolder: string, current: string): Promise<void> {
  const path = currentFile(stateFolder);
  await writePrivateFile(
    path,
    `${JSON.stringify({ version: storeVersion, current: parseProfile(current) })}\n`,
  ).catch((error: unknown) => {
    throw storeFault(error, { path });
  });
}

const currentFile = (stateFolder: string): string => join(stateFolder, "store.json");
