import { createHash, randomBytes, randomInt } from "node:crypto";

/** What an instance makes up for a `sys_id` or a client id: 32 hexadecimal digits. */
export const createId = (): string => randomBytes(16).toString("hex");

// Generated secrets hold characters that have to be percent-encoded in a form (stojdev/oauth-client).
const letters = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const awkward = "+~[]&%=#!(){}@^";

/** A client secret with at least one such character. */
export function createSecret(): string {
  const pick = (characters: string) => characters[randomInt(characters.length)];
  return Array.from({ length: 32 }, (_, index) => pick(index % 8 === 5 ? awkward : letters + awkward)).join(
    "",
  );
}

/** What a value looks like once the instance has encrypted it, and so is no good any more. */
export const garble = (value: string): string => createHash("sha256").update(value).digest("base64");
