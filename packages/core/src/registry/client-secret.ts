import { randomBytes } from "node:crypto";

/**
 * A client secret for a new record: 256 random bits, of letters, digits, hyphens and underscores alone, so that no form
 * and no program can spoil it, as happens to generated ones with `+`, `~`, `[` and `&` in them.
 */
export function generateClientSecret(): string {
  return randomBytes(32).toString("base64url");
}
