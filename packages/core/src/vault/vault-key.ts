import { hash, randomBytes } from "node:crypto";
import { join } from "node:path";
import type { FileWarning } from "../credential-file/file-warnings.ts";
import { refuseKey } from "./key-fault.ts";
import { readKeyFile, writeKeyFile } from "./key-file.ts";
import { parseKey } from "./key-text.ts";
import { readKeychain, writeKeychain } from "./keychain.ts";
import { type Asking, keychainPlace } from "./keychain-entry.ts";

/** Where the one random key is kept that every profile's secrets are encrypted with. */
export type KeySource = "keychain" | "file" | "environment";

export interface VaultKey {
  readonly source: KeySource;
  /** 32 bytes. */
  readonly key: Buffer;
  /** The first 8 hexadecimal digits of the key's SHA-256: tells keys apart, and is no secret. */
  readonly id: string;
}

export interface VaultOptions {
  readonly stateFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Whether somebody is there who can answer the keychain's prompt. */
  readonly interactive: boolean;
  /** Told when the keychain takes more than a second to answer somebody who is there. */
  readonly onKeychainWait?: (() => void) | undefined;
  /** Told what a person should know about where the key is. */
  readonly onWarning?: ((warning: FileWarning) => void) | undefined;
  /** A lock between processes, held while a key is made. */
  readonly lock: <Value>(action: () => Promise<Value>) => Promise<Value>;
}

const variable = "NOWTOKEN_VAULT_KEY";

/** The key that a source holds. Throws STORE_UNUSABLE. */
export async function readVaultKey(source: KeySource, options: VaultOptions): Promise<VaultKey> {
  const found = await findKey(source, options);
  if (found === undefined) throw refuseKey("key-missing", { path: placeOf(source, options) });
  return found;
}

/**
 * The key that a source holds; one is made where there is none, and never put in place of another. The environment is
 * for its owner to fill. Throws STORE_UNUSABLE.
 */
export async function readOrMakeVaultKey(source: KeySource, options: VaultOptions): Promise<VaultKey> {
  if (source === "environment") return readVaultKey(source, options);
  const found = await findKey(source, options);
  return found ?? options.lock(async () => (await findKey(source, options)) ?? makeKey(source, options));
}

/** The key in `NOWTOKEN_VAULT_KEY`, if any. Throws STORE_UNUSABLE when it is set to anything else. */
export function environmentKey(environment: NodeJS.ProcessEnv): VaultKey | undefined {
  const text = environment[variable];
  if (!text) return undefined;
  const key = parseKey(text);
  if (key === undefined) throw refuseKey("key-invalid", { path: variable });
  return toVaultKey("environment", key);
}

async function findKey(source: KeySource, options: VaultOptions): Promise<VaultKey | undefined> {
  if (source === "environment") return environmentKey(options.environment);
  if (source === "keychain") {
    const key = await readKeychain(askingOf(options));
    return key && toVaultKey(source, key);
  }
  const found = readKeyFile(placeOf(source, options));
  for (const warning of found?.warnings ?? []) options.onWarning?.(warning);
  return found && toVaultKey(source, found.key);
}

async function makeKey(source: Exclude<KeySource, "environment">, options: VaultOptions): Promise<VaultKey> {
  const key = randomBytes(32);
  if (source === "keychain") await writeKeychain(key, askingOf(options));
  else await writeKeyFile(placeOf(source, options), key);
  return toVaultKey(source, key);
}

/** A person needs time to answer a prompt; one that nobody sees must not hold us up. */
function askingOf({ interactive, onKeychainWait }: VaultOptions): Asking {
  return {
    interactive,
    limitSeconds: interactive ? 120 : 5,
    onWait: interactive ? onKeychainWait : undefined,
  };
}

function placeOf(source: KeySource, { stateFolder }: VaultOptions): string {
  if (source === "keychain") return keychainPlace;
  return source === "environment" ? variable : join(stateFolder, "vault.key");
}

function toVaultKey(source: KeySource, key: Buffer): VaultKey {
  return { source, key, id: hash("sha256", key).slice(0, 8) };
}
