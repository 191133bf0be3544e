import { invalidSetting } from "./config-invalid.ts";

/** A path, unchanged. Throws CONFIG_INVALID. */
export function parseFilePath(text: string, setting: "out" | "caFile"): string {
  if (text.trim() === "") throw invalidSetting(setting, "must not be empty");
  if (/\p{Cc}/u.test(text)) throw invalidSetting(setting, "must not contain control characters");
  return text;
}

/** What no file may be called on Windows, whatever follows a dot (Microsoft Learn, Naming Files, Paths, and Namespaces). */
export function isReservedName(name: string): boolean {
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu.test(name);
}

/** The name of a profile; it becomes part of file names. Throws CONFIG_INVALID. */
export function parseProfile(text: string): string {
  if (isReservedName(text))
    throw invalidSetting("profile", "must be no name that Windows reserves, such as con, nul or com1");
  if (/^[a-z0-9][\w.-]{0,63}$/iu.test(text)) return text;
  throw invalidSetting(
    "profile",
    "must be at most 64 letters, digits, dots, hyphens and underscores, a letter or digit first",
  );
}
