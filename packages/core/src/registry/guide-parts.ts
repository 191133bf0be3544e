import { type CopyValue, type InstructionSection, section } from "./instructions.ts";
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

/** What to list instead, should the product do the login itself: whole, though it may have blanks within its braces. */
export function otherRedirect({ product, otherRedirectUri }: RegistryRecord): CopyValue[] {
  if (otherRedirectUri === undefined) return [];
  return [
    {
      label: `Redirect URL instead, if ${product} is to do the login itself`,
      value: otherRedirectUri,
      reason: "What stands in braces is yours to fill in.",
    },
  ];
}

/** Where client id and client secret are read, and what is done with them. */
export function secretStep(record: RegistryRecord, id: string): InstructionSection {
  const { isPublic, product, productLogsIn } = record;
  const title = isPublic ? "Copy the client id" : "Copy client id and client secret";
  const read = isPublic
    ? ["Copy Client ID from the record. A public client has no secret."]
    : [
        "Copy Client ID from the record.",
        "Click the lock beside Client Secret, and copy what it shows.",
        ...(productLogsIn
          ? []
          : ["Keep both where only you can read them, until `nowtoken login` asks for them."]),
      ];
  const enter = `Enter ${isPublic ? "it" : "both"} in ${product}, with the two addresses below, and log in there.`;
  return section({
    id,
    title: productLogsIn ? `${title} into ${product}` : title,
    isStep: true,
    actions: [...read, ...(productLogsIn ? [enter] : [])],
    values: productLogsIn ? endpointValues(record) : [],
    notes: isPublic
      ? []
      : ["If the secret is hidden for good, enter a new one and save: the old one ends at once."],
  });
}

/** What a product that does the login itself asks for besides id and secret. */
export function endpointValues({ instanceUrl, scopes }: RegistryRecord): CopyValue[] {
  return [
    { label: "Authorization URL", value: `${instanceUrl}/oauth_auth.do` },
    { label: "Token URL", value: `${instanceUrl}/oauth_token.do` },
    ...(scopes.length === 0 ? [] : [{ label: "Scopes", value: scopes.join(" ") }]),
  ];
}

/** The scopes, one to a row of the related list. */
export function scopeValues({ scopes }: RegistryRecord): CopyValue[] {
  return scopes.map((scope) => {
    const reason = scopeReason(scope);
    return { label: "Scope", value: scope, ...(reason !== undefined && { reason }) };
  });
}

/** One field of the record, as it is to be set; the label is that of the form, or of both where no form is named. */
export function toCopyValue(
  { label, consoleLabel = label, value, choice, reason }: RecordValue,
  form?: "classic" | "console",
): CopyValue {
  const both = consoleLabel === label ? label : `${label} (new form: ${consoleLabel})`;
  return {
    label: { classic: label, console: consoleLabel, both }[form ?? "both"],
    value: choice ?? value,
    reason,
    ...(choice !== undefined && { isChoice: true }),
  };
}
