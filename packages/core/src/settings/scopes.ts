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

// RFC 6749 §3.3.
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]+$/u;

/** Splits scopes at white space and drops repetitions; characters as in RFC 6749 §3.3. Throws CONFIG_INVALID. */
export function parseScopes(given: string | readonly string[]): string[] {
  const scopes = [given].flat().flatMap((text) => split(unquoteTyped(text)));
  const fault = scopes.map(scopeFault).find((message) => message !== undefined);
  if (fault !== undefined) throw invalidSetting("scopes", fault);
  return [...new Set(scopes)];
}

/** The granted scopes of an answer; what is no scope could forge a line of the credential file, and is left out. */
export function readGrantedScopes(text: string): string[] {
  return split(text).filter((scope) => scopeToken.test(scope));
}

const split = (text: string): string[] => text.split(/\s+/u).filter((scope) => scope !== "");

function scopeFault(scope: string): string | undefined {
  if (scope.includes(",")) return "must be separated by spaces, not by commas";
  if (scope.includes("%20")) return "must be separated by plain spaces: they are encoded when they are sent";
  if (!scopeToken.test(scope)) return "must be visible ASCII characters other than quote and backslash";
  return undefined;
}
