import { type AuthError, isAuthError } from "../errors.ts";
import { queryValue } from "./query-value.ts";
import type { RecordReading } from "./record-reading.ts";
import { recordValues } from "./record-values.ts";
import type { RegistryRecord } from "./registry-record.ts";
import type { TableApi, TableRow } from "./table-api.ts";

/** How a record is found: by its client id, or by its name, which is unique. */
export type RecordKey = { readonly clientId: string } | { readonly name: string };

const columns = [
  ...["sys_id", "client_id", "name", "type", "active", "redirect_url", "access", "public_client", "use_pkce"],
  ...["access_token_lifespan", "refresh_token_lifespan", "code_challenge_method", "inbound_grant_type"],
  ...["token_format", "scope_restriction_status", "enforce_token_restrictions", "sys_updated_on"],
];

/** The row of a record; undefined when there is none. The secret is never asked for. */
export async function findRecord(api: TableApi, key: RecordKey): Promise<TableRow | undefined> {
  const query =
    "clientId" in key
      ? `client_id=${queryValue("clientId", key.clientId)}`
      : `name=${queryValue("record name", key.name)}`;
  const [row] = await api.find("oauth_entity", { query, fields: columns, limit: 1 });
  return row;
}

/** What else belongs to a record: both lists of scopes; what the user may not read, or the release lacks, is undefined. */
export async function readRecord(
  api: TableApi,
  row: TableRow,
): Promise<RecordReading & { readonly row: TableRow }> {
  const entity = `oauth_entity=${row["sys_id"]}`;
  const [entityScopes, authScopes, useraccountId] = await Promise.all([
    ifReadable(readEntityScopes(api, entity)),
    ifReadable(readAuthScopes(api, entity)),
    ifReadable(readUseraccountId(api)),
  ]);
  return { row, entityScopes, authScopes, useraccountId };
}

/** Yields undefined for a table that there is not, or that the user may not read. */
export async function ifReadable<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isTableClosed(error)) return undefined;
    throw error;
  }
}

/** Whether a table is not there, or closed to the user. */
export function isTableClosed(error: unknown): error is AuthError<"API_REJECTED"> {
  return isAuthError(error, "API_REJECTED") && ["no-table", "right"].includes(error.details.reason ?? "");
}

async function readEntityScopes(api: TableApi, query: string): Promise<string[]> {
  const rows = await api.find("oauth_entity_scope", { query, fields: ["name", "oauth_entity_scope"] });
  return rows.map((one) => one["oauth_entity_scope"] || one["name"] || "");
}

async function readAuthScopes(api: TableApi, query: string): Promise<{ name: string; sysId: string }[]> {
  const mapped = await api.find("oauth_entity_auth_scope_mapping", { query, fields: ["auth_scope"] });
  if (mapped.length === 0) return [];
  const ids = mapped.map((one) => one["auth_scope"]).join(",");
  const scopes = await api.find("sys_auth_scope", { query: `sys_idIN${ids}`, fields: ["sys_id", "name"] });
  return scopes.map((one) => ({ name: one["name"] ?? "", sysId: one["sys_id"] ?? "" }));
}

async function readUseraccountId(api: TableApi): Promise<string | undefined> {
  const query = "name=glide.oauth.token.scope.useraccount";
  const [property] = await api.find("sys_properties", { query, fields: ["value"], limit: 1 });
  return property?.["value"] || undefined;
}

/** The fields of a record that exist on the instance and are not as planned. */
export interface RecordDifference {
  readonly column: string;
  readonly label: string;
  readonly actual: string;
  readonly wanted: string;
}

/** Compares what the instance has with the plan; a column that the release does not have counts for nothing. */
export function compareRecord(row: TableRow, record: RegistryRecord): RecordDifference[] {
  return recordValues(record).flatMap(({ column, label, value }) => {
    const actual = row[column];
    const wanted = column === "redirect_url" ? withTheirs(record.redirectUris, actual ?? "") : value;
    if (actual === undefined || isSame(column, actual, wanted)) return [];
    return [{ column, label, actual, wanted }];
  });
}

/** Ours first, then whatever the record lists for others: a record that is brought up to date breaks nobody's login. */
function withTheirs(ours: readonly string[], listed: string): string {
  const theirs = listed.split(",").map((uri) => uri.trim());
  return [...new Set([...ours, ...theirs])].filter((uri) => uri !== "").join(",");
}

function isSame(column: string, actual: string, wanted: string): boolean {
  // Classic records leave it empty, which means every grant; so does "multiple".
  if (column === "inbound_grant_type" && ["", "multiple"].includes(actual)) return true;
  // A blank behind a comma is how the documentation writes the list.
  return actual === wanted || (column === "redirect_url" && actual.replaceAll(", ", ",") === wanted);
}
