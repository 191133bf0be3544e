import type * as Keyring from "@napi-rs/keyring";
import type { AuthError } from "../errors.ts";
import { cleanRemoteText } from "../http/clean-text.ts";
import { type KeyFault, refuseKey } from "./key-fault.ts";
import { answerOf } from "./unanswered-call.ts";

/** One entry that holds one key: Windows' Credential Manager stops at 2,560 bytes. */
const service = "nowtoken";
const account = "vault-key";

/** What people look for in their keychain. */
export const keychainPlace = `${service} / ${account} in the keychain`;

export interface Asking {
  /** Whether somebody is there who can answer a prompt. */
  readonly interactive: boolean;
  /** How long the keychain, and whoever it asks, may take to answer. */
  readonly limitSeconds: number;
  /** Told once it has taken a second: a prompt may be hidden behind other windows. */
  readonly onWait?: (() => void) | undefined;
}

/** In seconds: for what asks nobody. */
const quietLimit = 5;

/** macOS and Windows have a keychain of their own; elsewhere it is a program on the session's bus. */
const hasSecretService = !["darwin", "win32"].includes(process.platform);

/** What the entry holds; null when there is none. Throws STORE_UNUSABLE. */
export async function readEntry(asking: Asking): Promise<string | null> {
  const keyring = await load();
  const found = hasSecretService ? await lookQuietly(keyring, asking) : undefined;
  if (found !== undefined) return found;
  const entry = openEntry(keyring);
  return ask(() => entry.getPassword(), asking);
}

/** Makes the entry, or gives it another secret. Throws STORE_UNUSABLE. */
export async function writeEntry(secret: string, asking: Asking): Promise<void> {
  const entry = openEntry(await load());
  await ask(() => entry.setPassword(secret), { ...asking, secret });
}

export function refuseKeychain(
  reason: KeyFault,
  details: { readonly systemCode?: string; readonly systemMessage?: string } = {},
): AuthError<"STORE_UNUSABLE"> {
  return refuseKey(reason, { path: keychainPlace, ...details });
}

async function load(): Promise<typeof Keyring> {
  try {
    return await import("@napi-rs/keyring");
  } catch (error) {
    // It is optional, and native: there may be none for this platform.
    throw refuseKeychain("keychain-missing", { systemCode: Object(error).code ?? "ERR_DLOPEN_FAILED" });
  }
}

/**
 * Looks without a prompt, which nobody asked for at a time when nobody may be there; undefined where there is one to be
 * answered. Unlike an entry's constructor it also waits for the bus off the main thread, however long that is silent.
 */
async function lookQuietly(keyring: typeof Keyring, asking: Asking): Promise<string | null | undefined> {
  const limitSeconds = Math.min(asking.limitSeconds, quietLimit);
  const look = () => keyring.findCredentialsAsync(service).catch((error) => wordsOf(error));
  const found = await answerOf(look, { limitSeconds, silence: refuseKeychain("keychain-silent") });
  if (typeof found !== "string") {
    const [own, other] = found.filter((credential) => credential.account === account);
    return other === undefined ? (own?.password ?? null) : undefined;
  }
  const locked = found.includes("Secret.Error.IsLocked");
  if (locked && asking.interactive) return undefined;
  throw refuseKeychain(locked ? "keychain-failed" : "keychain-missing", { systemMessage: found });
}

function openEntry(keyring: typeof Keyring): Keyring.AsyncEntry {
  try {
    // Without a Secret Service its default would be the kernel's keyring, which forgets everything at a restart.
    return new keyring.AsyncEntry(service, account, { linux: { store: "secret-service" } });
  } catch (error) {
    throw refuseKeychain("keychain-missing", { systemMessage: wordsOf(error) });
  }
}

function ask<Answer>(
  call: () => Promise<Answer>,
  { limitSeconds, onWait, secret }: Asking & { readonly secret?: string },
): Promise<Answer> {
  const patience = setTimeout(() => onWait?.(), 1_000);
  const asked = () =>
    call().catch((error) => {
      throw refuseKeychain("keychain-failed", { systemMessage: wordsOf(error, secret) });
    });
  return answerOf(asked, { limitSeconds, silence: refuseKeychain("keychain-silent") }).finally(() =>
    clearTimeout(patience),
  );
}

function wordsOf(error: unknown, secret?: string): string {
  return cleanRemoteText(String(Object(error).message), { limit: 200, secrets: [secret] });
}
