import { invalidSetting } from "./config-invalid.ts";

/** A path, unchanged. Throws CONFIG_INVALID. */
export function parseFilePath(text: string, setting: "out" | "caFile"): string {
  if (text.trim() === "") throw invalidSetting(setting, "must not be empty");
  if (/\p{Cc}/u.test(text)) throw invalidSetting(setting, "must not contain control characters");
  return text;
}

/** The name of a profile; it becomes part of file names. Throws CONFIG_INVALID. */
export function parseProfile(text: string): string {
  if (/^[a-z0-9][\w.-]{0,63}$/iu.test(text)) return text;
  throw invalidSetting(
    "profile",
    "must be at most 64 letters, digits, dots, hyphens and underscores, a letter or digit first",
  );
}
