import { isAuthError } from "../errors.ts";
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
  const known = new Map<KeySource, Promise<VaultKey>>();
  /** One look-up a source, shared by all that ask; one that failed is made again. */
  const once = (source: KeySource, lookUp: typeof readVaultKey): Promise<VaultKey> => {
    const key = known.get(source) ?? lookUp(source, options);
    known.set(source, key);
    key.catch(() => {
      if (known.get(source) === key) known.delete(source);
    });
    return key;
  };
  let given: VaultKey | undefined;
  return {
    async keyTo({ key: source, keyId }, path) {
      // Whatever the source was: whoever moves the files to another machine takes the key along this way.
      given ??= environmentKey(options.environment);
      if (given?.id === keyId) return given;
      const remembered = known.has(source);
      let key = await once(source, readVaultKey);
      if (key.id !== keyId && remembered) {
        // It may have been replaced since, with everything that is sealed with it.
        known.delete(source);
        key = await once(source, readVaultKey);
      }
      if (key.id === keyId) return key;
      throw storeUnusable("expected the key that the secrets were sealed with", {
        path,
        reason: "other-key",
      });
    },
    async keyOf(source) {
      try {
        return await once(source, readVaultKey);
      } catch (error) {
        if (!isAuthError(error, "STORE_UNUSABLE") || error.details.reason !== "key-missing") throw error;
        return once(source, readOrMakeVaultKey);
      }
    },
  };
}
