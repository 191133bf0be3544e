import {
  environmentKey,
  type KeySource,
  readOrMakeVaultKey,
  readVaultKey,
  type VaultKey,
  type VaultOptions,
} from "../vault/vault-key.ts";
import type { SealedSecrets } from "./profile.ts";
import { storeUnusable } from "./store-error.ts";

/** The keys to the profiles' secrets, each looked for once. */
export interface Keyring {
  /** The key that opens what was sealed. Throws STORE_UNUSABLE when it is not there, or is another one. */
  keyTo(sealed: Pick<SealedSecrets, "key" | "keyId">, path: string): Promise<VaultKey>;
  /** The key of that source, made where there is none yet. Throws STORE_UNUSABLE. */
  keyOf(source: KeySource): Promise<VaultKey>;
}

export function createKeyring(options: VaultOptions): Keyring {
  const read = remember((source) => readVaultKey(source, options));
  const make = remember((source) => readOrMakeVaultKey(source, options));
  return {
    async keyTo({ key: source, keyId }, path) {
      // Whatever the source was: whoever moves the files to another machine takes the key along this way.
      const given = environmentKey(options.environment);
      if (given?.id === keyId) return given;
      const key = await read(source);
      if (key.id === keyId) return key;
      throw storeUnusable("expected the key that the secrets were sealed with", {
        path,
        reason: "other-key",
      });
    },
    keyOf: make,
  };
}

/** One look-up a source, shared by all that ask; one that failed is tried again. */
function remember(
  lookUp: (source: KeySource) => Promise<VaultKey>,
): (source: KeySource) => Promise<VaultKey> {
  const found = new Map<KeySource, Promise<VaultKey>>();
  return (source) => {
    const known = found.get(source);
    if (known !== undefined) return known;
    const key = lookUp(source);
    found.set(source, key);
    key.catch(() => found.delete(source));
    return key;
  };
}
