import type { AuthError } from "../errors.ts";
import { ifReadable, isTableClosed } from "./read-record.ts";
import type { RecordReading } from "./record-reading.ts";
import type { TableApi } from "./table-api.ts";

interface ScopeWish {
  readonly api: TableApi;
  /** The record's sys_id. */
  readonly entity: string;
  readonly scopes: readonly string[];
  /** What is there already. */
  readonly existing: Pick<RecordReading, "entityScopes" | "authScopes">;
}

/**
 * Adds the scopes that are missing to both lists of a record, for sources disagree which of them the instance goes by.
 *
 * What the release lacks, or is closed to the user, is done without and yields a sentence; where neither list can be
 * written it throws API_REJECTED.
 */
export async function addScopes(wish: ScopeWish): Promise<string[]> {
  const entityFault = await faultOf(addEntityScopes(wish));
  const mapped = await addAuthScopes(wish);
  if (entityFault === undefined) return mapped.notes;
  if (mapped.fault !== undefined) throw entityFault;
  return [leftOut("OAuth Entity Scopes"), ...mapped.notes];
}

const leftOut = (list: string): string =>
  `The list ${list} could not be written: this release lacks it, or you lack the right. The other one has the scopes.`;

async function addEntityScopes({ api, entity, scopes, existing }: ScopeWish): Promise<void> {
  for (const scope of scopes) {
    if (existing.entityScopes?.includes(scope)) continue;
    await api.insert("oauth_entity_scope", { name: scope, oauth_entity_scope: scope, oauth_entity: entity });
  }
}

async function addAuthScopes(wish: ScopeWish): Promise<{ notes: string[]; fault?: AuthError }> {
  const { api, scopes, existing } = wish;
  const missing = scopes.filter((scope) => !existing.authScopes?.some(({ name }) => name === scope));
  if (missing.length === 0) return { notes: [] };
  const query = `nameIN${missing.join(",")}`;
  const known = await ifReadable(api.find("sys_auth_scope", { query, fields: ["sys_id", "name"] }));
  const notes: string[] = [];
  for (const scope of missing) {
    const id = known?.find(({ name }) => name === scope)?.["sys_id"];
    const fault = await faultOf(mapScope(scope, id, wish));
    if (fault?.details.table === "oauth_entity_auth_scope_mapping")
      return { notes: [leftOut("Auth Scopes")], fault };
    if (fault !== undefined || (id === undefined && scope === "useraccount")) notes.push(withoutScope(scope));
  }
  return { notes };
}

const withoutScope = (scope: string): string =>
  `The list Auth Scopes lacks ${scope}: there is no such scope in sys_auth_scope, and it could not be made.`;

async function mapScope(scope: string, known: string | undefined, { api, entity }: ScopeWish): Promise<void> {
  // rest-api-scope-troubleshooting.md: a useraccount made anew is not the one that the instance knows.
  if (known === undefined && scope === "useraccount") return;
  const id = known ?? (await api.insert("sys_auth_scope", { name: scope }))["sys_id"] ?? "";
  await api.insert("oauth_entity_auth_scope_mapping", { oauth_entity: entity, auth_scope: id });
}

/** Why a table has to be done without; any other failure is thrown. */
async function faultOf(adding: Promise<void>): Promise<AuthError<"API_REJECTED"> | undefined> {
  try {
    await adding;
    return undefined;
  } catch (error) {
    if (isTableClosed(error)) return error;
    throw error;
  }
}
