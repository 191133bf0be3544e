import { isTableClosed } from "./closed-table.ts";
import type { ScopeList, ScopeReading, UnseenList } from "./record-reading.ts";
import type { TableApi } from "./table-api.ts";

/** Reads both lists of a record's scopes; `entity` is its sys_id. Throws what {@link TableApi} does. */
export async function readScopes(api: TableApi, entity: string): Promise<ScopeReading> {
  const query = `oauth_entity=${entity}`;
  const [ofEntity, ofAuth] = await Promise.all([
    readList("OAuth Entity Scopes", () => readEntityScopes(api, query)),
    readList("Auth Scopes", () => readAuthScopes(api, query)),
  ]);
  return {
    entityScopes: ofEntity.rows,
    authScopes: ofAuth.rows,
    unseen: [...ofEntity.unseen, ...ofAuth.unseen],
  };
}

interface ListReading<Row> {
  readonly rows: readonly Row[] | undefined;
  readonly unseen: readonly UnseenList[];
}

async function readList<Row>(
  list: ScopeList,
  read: () => Promise<readonly Row[] | undefined>,
): Promise<ListReading<Row>> {
  try {
    const rows = await read();
    return { rows, unseen: rows === undefined ? [{ list, because: "hidden" }] : [] };
  } catch (error) {
    if (!isTableClosed(error)) throw error;
    const because = error.details.reason === "no-table" ? "missing" : "closed";
    return { rows: undefined, unseen: [{ list, because }] };
  }
}

/** Undefined where access rules may hide the rows. */
async function readEntityScopes(api: TableApi, query: string): Promise<string[] | undefined> {
  const table = "oauth_entity_scope";
  const rows = await api.find(table, { query, fields: ["name", "oauth_entity_scope"] });
  if (rows.length === 0 && !(await showsRows(api, table))) return undefined;
  return rows.map((one) => one["oauth_entity_scope"] || one["name"] || "");
}

/** Undefined where access rules may hide the rows, of either table. */
async function readAuthScopes(
  api: TableApi,
  query: string,
): Promise<{ name: string; sysId: string }[] | undefined> {
  const table = "oauth_entity_auth_scope_mapping";
  const mapped = await api.find(table, { query, fields: ["auth_scope"] });
  if (mapped.length === 0) return (await showsRows(api, table)) ? [] : undefined;
  const ids = [...new Set(mapped.map((one) => one["auth_scope"] ?? ""))];
  const fields = ["sys_id", "name"];
  const scopes = await api.find("sys_auth_scope", { query: `sys_idIN${ids.join(",")}`, fields });
  if (scopes.length < ids.length) return undefined;
  return scopes.map((one) => ({ name: one["name"] ?? "", sysId: one["sys_id"] ?? "" }));
}

/** Row by row, access rules answer with an empty list: whoever sees nobody's rows learns nothing from that (inferred). */
async function showsRows(api: TableApi, table: string): Promise<boolean> {
  return (await api.find(table, { query: "", fields: ["sys_id"], limit: 1 })).length > 0;
}
