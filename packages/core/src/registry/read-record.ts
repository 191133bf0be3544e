import { ifReadable } from "./closed-table.ts";
import { queryValue } from "./query-value.ts";
import { readScopes } from "./read-scopes.ts";
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
  const [scopes, useraccountId] = await Promise.all([
    readScopes(api, row["sys_id"] ?? ""),
    ifReadable(readUseraccountId(api)),
  ]);
  return { row, ...scopes, useraccountId };
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

/** Compares what the instance has with the plan; a column that did not come counts for nothing. */
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
