import { describeSpan } from "../advice/span.ts";
import type { RegistryRecord } from "./registry-record.ts";

/** One field of the record. */
export interface RecordValue {
  /** The column of `oauth_entity`. */
  readonly column: string;
  /** What the classic form calls it; the console's form where it differs. */
  readonly label: string;
  readonly consoleLabel?: string;
  /** As it is stored, and typed. */
  readonly value: string;
  /** What a check box or choice is set to, in words. */
  readonly choice?: string;
  /** Why it has to be so: one sentence. */
  readonly reason: string;
  /** Only newer releases have it, so that a record may do without. */
  readonly isNewer?: true;
}

/**
 * The record's fields in the order of the form, each with its reason.
 *
 * Columns and their stored values: coveo's Terraform provider, and tables read on Zurich and Australia instances.
 */
export function recordValues(record: RegistryRecord): RecordValue[] {
  return [
    {
      column: "name",
      label: "Name",
      value: record.name,
      reason: "The consent page shows it to whoever clicks Allow.",
    },
    redirectValue(record),
    ...lifespanValues(record),
    ...clientValues(record),
    ...choiceValues,
  ];
}

/** What the record's redirect field holds: commas without blanks, for nobody says that blanks are taken off. */
export const redirectField = ({ redirectUris }: Pick<RegistryRecord, "redirectUris">): string =>
  redirectUris.join(",");

function redirectValue(record: RegistryRecord): RecordValue {
  return {
    column: "redirect_url",
    label: "Redirect URL",
    consoleLabel: "Redirect URLs",
    value: redirectField(record),
    reason:
      "Where the browser goes after Allow. The instance compares it letter for letter, and falls back to the first one.",
  };
}

function lifespanValues({ refreshTokenLifespan, accessTokenLifespan }: RegistryRecord): RecordValue[] {
  return [
    {
      column: "refresh_token_lifespan",
      label: "Refresh Token Lifespan",
      value: String(refreshTokenLifespan),
      reason: `Seconds, ${describeSpan(refreshTokenLifespan)}: on that day the integration stops, and somebody has to log in again. The default is 100 days.`,
    },
    {
      column: "access_token_lifespan",
      label: "Access Token Lifespan",
      value: String(accessTokenLifespan),
      reason: `Seconds, ${describeSpan(accessTokenLifespan)}: the product gets a new access token by itself before this ends.`,
    },
  ];
}

function clientValues({ isPublic }: RegistryRecord): RecordValue[] {
  if (!isPublic) {
    return [
      {
        column: "public_client",
        label: "Public Client",
        consoleLabel: "This is a public client",
        value: "false",
        choice: "not ticked",
        reason: "The product keeps a client secret.",
      },
    ];
  }
  return [
    {
      column: "public_client",
      label: "Public Client",
      consoleLabel: "This is a public client",
      value: "true",
      choice: "ticked",
      reason: "There is no client secret.",
    },
    {
      column: "use_pkce",
      label: "PKCE required",
      value: "true",
      choice: "ticked",
      reason: "Without a secret, PKCE alone keeps others from using a code that they caught.",
      isNewer: true,
    },
  ];
}

const choiceValues: readonly RecordValue[] = [
  {
    column: "active",
    label: "Active",
    value: "true",
    choice: "ticked",
    reason: "An inactive record issues nothing, and its tokens stop working at once.",
  },
  {
    column: "inbound_grant_type",
    label: "Inbound grant type",
    value: "authz_code",
    choice: "Authorization code",
    reason: "A person signs in and clicks Allow; no password leaves the instance.",
    isNewer: true,
  },
  {
    column: "token_format",
    label: "Token format",
    value: "opaque",
    choice: "Opaque",
    reason: "What every guide shows; JWT is for the instance's MCP server.",
    isNewer: true,
  },
  {
    // Column, value and what it restricts: a guess from the new form's check box; see check-client.ts.
    column: "scope_restriction_status",
    label: "Allow access only to APIs in selected scope",
    value: "unrestricted",
    choice: "not ticked",
    reason: "Ticked, only APIs that are mapped to a scope would answer.",
    isNewer: true,
  },
];

/** What useraccount means; the guide's other scopes have no documented inbound meaning. */
export function scopeReason(scope: string): string | undefined {
  if (scope !== "useraccount") return undefined;
  return "The tokens may do whatever the person who clicks Allow may do. It exists on every instance.";
}

/** What holds for all scopes but useraccount; nothing where there are no others. */
export function otherScopesNote(scopes: readonly string[]): string[] {
  if (scopes.every((scope) => scope === "useraccount")) return [];
  return [
    "The other scopes are asked for by name, so they have to be there; by themselves they open nothing.",
  ];
}
