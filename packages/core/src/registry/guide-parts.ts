import type { CopyValue } from "./instructions.ts";
import { type RecordValue, recordValues, scopeReason } from "./record-values.ts";
import type { RegistryRecord } from "./registry-record.ts";

type Column =
  | "name"
  | "redirect_url"
  | "refresh_token_lifespan"
  | "access_token_lifespan"
  | "public_client"
  | "use_pkce"
  | "active"
  | "token_format"
  | "scope_restriction_status";

/** The fields of those columns as a form shows them; one that the record does not have is left out. */
export function formValues(
  record: RegistryRecord,
  columns: readonly Column[],
  form: "classic" | "console",
): CopyValue[] {
  const values = recordValues(record);
  return columns
    .flatMap((column) => values.filter((value) => value.column === column))
    .map((value) => toCopyValue(value, form));
}

/** What to list instead, should the product do the login itself. */
export function otherRedirectNote({ product, otherRedirectUri }: RegistryRecord): string[] {
  if (otherRedirectUri === undefined) return [];
  return [
    `If ${product} is to do the login itself, its own redirect URL belongs there instead: ${otherRedirectUri}`,
  ];
}

/** The scopes, one to a row of the related list. */
export function scopeValues({ scopes }: RegistryRecord): CopyValue[] {
  return scopes.map((scope) => {
    const reason = scopeReason(scope);
    return { label: "Scope", value: scope, ...(reason !== undefined && { reason }) };
  });
}

function toCopyValue(
  { label, consoleLabel, value, choice, reason }: RecordValue,
  form: "classic" | "console",
): CopyValue {
  return {
    label: form === "console" ? (consoleLabel ?? label) : label,
    value: choice ?? value,
    reason,
    ...(choice !== undefined && { isChoice: true }),
  };
}
