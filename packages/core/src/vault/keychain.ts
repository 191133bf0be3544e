import { formatKey, parseKey } from "./key-text.ts";
import { type Asking, readEntry, refuseKeychain, writeEntry } from "./keychain-entry.ts";

/** The key in the person's keychain; undefined when there is none. Throws STORE_UNUSABLE. */
export async function readKeychain(asking: Asking): Promise<Buffer | undefined> {
  const text = await readEntry(asking);
  if (text === null) return undefined;
  const key = parseKey(text);
  if (key === undefined) throw refuseKeychain("key-invalid");
  return key;
}

/** Puts a key into the person's keychain. Throws STORE_UNUSABLE. */
export async function writeKeychain(key: Buffer, asking: Asking): Promise<void> {
  await writeEntry(formatKey(key), asking);
  // What is sealed with a key that was not kept is lost.
  const kept = await readKeychain(asking);
  if (!kept?.equals(key)) throw refuseKeychain("keychain-failed");
}
