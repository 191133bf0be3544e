import { AuthError, type AuthErrorDetails, type StoreFault } from "../errors.ts";

/** What keeps the key from being had. */
export type KeyFault = Extract<StoreFault, "io" | `key-${string}` | `keychain-${string}`>;

const messages: Record<KeyFault, string> = {
  io: "expected a state folder that can be used",
  "key-missing": "expected a key where the store's key is kept",
  "key-invalid": "expected 32 bytes as base64 or 64 hexadecimal digits",
  "keychain-missing": "expected a keychain on this machine",
  "keychain-failed": "expected the keychain to do as asked",
  "keychain-silent": "expected an answer of the keychain in time",
};

/** STORE_UNUSABLE because of the key; `path` says where it is kept. */
export function refuseKey(
  reason: KeyFault,
  details: Omit<AuthErrorDetails["STORE_UNUSABLE"], "reason" | "profile">,
): AuthError<"STORE_UNUSABLE"> {
  return new AuthError("STORE_UNUSABLE", messages[reason], { reason, ...details });
}
