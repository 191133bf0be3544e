import { createHash } from "node:crypto";

/** A `sys_id`, 32 hexadecimal digits: always the same one for the same words. */
export const sysIdOf = (...words: readonly string[]): string =>
  createHash("sha256").update(words.join("\n")).digest("hex").slice(0, 32);
