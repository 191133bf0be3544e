/** In bytes: AES-256. */
const keyLength = 32;

const hexadecimal = /^[0-9a-f]{64}$/iu;
/** 32 bytes, with either alphabet, padded or not. */
const base64 = /^[\w+/-]{43}=?$/u;

/** A key as it is written down: 44 characters of base64. */
export function formatKey(key: Buffer): string {
  return key.toString("base64");
}

/**
 * Reads 32 bytes as base64 or base64url, padded or not, or as 64 hexadecimal digits; space around them does not
 * matter. Undefined when it is anything else.
 */
export function parseKey(text: string): Buffer | undefined {
  const trimmed = text.trim();
  if (hexadecimal.test(trimmed)) return Buffer.from(trimmed, "hex");
  if (!base64.test(trimmed)) return undefined;
  const key = Buffer.from(trimmed, "base64");
  // The last character has two bits to spare: with one of them set it is no encoding of anything, but a slip.
  const spare = key.toString("base64url").at(-1) !== trimmed.replace(/=$/u, "").at(-1);
  return key.length !== keyLength || spare ? undefined : key;
}
