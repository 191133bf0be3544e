import { configInvalid } from "../settings/config-invalid.ts";

/**
 * A value as it can stand in an encoded query: `^` would begin another condition, and what begins with `javascript:`
 * would be run. Throws CONFIG_INVALID about `what`.
 */
export function queryValue(what: string, value: string): string {
  const fault = queryFault(value);
  if (fault === undefined) return value;
  throw configInvalid([{ setting: what, kind: "invalid", message: fault }]);
}

export function queryFault(value: string): string | undefined {
  if (value.includes("^")) return 'must not contain "^"';
  return /^\s*javascript:/iu.test(value) ? 'must not begin with "javascript:"' : undefined;
}
