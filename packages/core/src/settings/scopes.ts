import { invalidSetting } from "./config-invalid.ts";
import { unquoteTyped } from "./typed-text.ts";

/** The scopes that NiCE's guide asks for. */
export const defaultScopes: readonly string[] = [
  "useraccount",
  "openid",
  "profile",
  "email",
  "offline_access",
];

/** Splits scopes at white space and drops repetitions; characters as in RFC 6749 §3.3. Throws CONFIG_INVALID. */
export function parseScopes(given: string | readonly string[]): string[] {
  const scopes = [given].flat().flatMap((text) => unquoteTyped(text).split(/\s+/u));
  const fault = scopes.map(scopeFault).find((message) => message !== undefined);
  if (fault !== undefined) throw invalidSetting("scopes", fault);
  return [...new Set(scopes)].filter((scope) => scope !== "");
}

function scopeFault(scope: string): string | undefined {
  if (scope.includes(",")) return "must be separated by spaces, not by commas";
  if (scope.includes("%20")) return "must be separated by plain spaces: they are encoded when they are sent";
  if (!/^[\x21\x23-\x5b\x5d-\x7e]*$/u.test(scope))
    return "must be visible ASCII characters other than quote and backslash";
  return undefined;
}
