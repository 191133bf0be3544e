import type { AuthError } from "../errors.ts";
import { ifReadable, isTableClosed } from "./closed-table.ts";
import type { ScopeList, ScopeReading } from "./record-reading.ts";
import type { TableApi } from "./table-api.ts";

interface ScopeWish {
  readonly api: TableApi;
  /** The record's sys_id. */
  readonly entity: string;
  readonly scopes: readonly string[];
  /** What is there already. Into a list that could not be seen nothing is written: it may have the scopes. */
  readonly existing: Omit<ScopeReading, "unseen">;
  /** Takes one sentence about what is done without. */
  readonly note: (sentence: string) => void;
}

/** A list, with the scopes that it must have now. */
export interface WrittenList {
  readonly list: ScopeList;
  readonly scopes: readonly string[];
}

/**
 * Adds the scopes that are missing to both lists of a record, for sources disagree which of them the instance goes by.
 *
 * What the release lacks, or is closed to the user, is done without and noted; where no list can be written it throws
 * API_REJECTED.
 */
export async function addScopes(wish: ScopeWish): Promise<WrittenList[]> {
  const { existing, scopes, note } = wish;
  const written: WrittenList[] = [];
  const faults: AuthError<"API_REJECTED">[] = [];
  const doWithout = (list: ScopeList, fault: AuthError<"API_REJECTED">) => {
    note(`The list ${list} could not be written: ${whyClosed(fault)}.`);
    faults.push(fault);
  };
  if (existing.entityScopes !== undefined) {
    const fault = await faultOf(addEntityScopes(wish));
    if (fault === undefined) written.push({ list: "OAuth Entity Scopes", scopes });
    else doWithout("OAuth Entity Scopes", fault);
  }
  if (existing.authScopes !== undefined) {
    const { fault, mapped } = await addAuthScopes(wish);
    if (fault === undefined) written.push({ list: "Auth Scopes", scopes: mapped });
    else doWithout("Auth Scopes", fault);
  }
  const [first] = faults;
  if (first !== undefined && written.length === 0) throw first;
  return written;
}

const whyClosed = ({ details }: AuthError<"API_REJECTED">): string =>
  details.reason === "no-table" ? "this release lacks it" : "you lack the right";

async function addEntityScopes({ api, entity, scopes, existing }: ScopeWish): Promise<void> {
  for (const scope of scopes) {
    if (existing.entityScopes?.includes(scope)) continue;
    await api.insert("oauth_entity_scope", { name: scope, oauth_entity_scope: scope, oauth_entity: entity });
  }
}

interface Mapped {
  /** The scopes that the list has then. */
  readonly mapped: readonly string[];
  readonly fault?: AuthError<"API_REJECTED">;
}

async function addAuthScopes(wish: ScopeWish): Promise<Mapped> {
  const { api, scopes, existing, note } = wish;
  const missing = scopes.filter((scope) => !existing.authScopes?.some(({ name }) => name === scope));
  if (missing.length === 0) return { mapped: scopes };
  const query = `nameIN${missing.join(",")}`;
  const known = await ifReadable(api.find("sys_auth_scope", { query, fields: ["sys_id", "name"] }));
  const lacking: string[] = [];
  for (const scope of missing) {
    const id = known?.find(({ name }) => name === scope)?.["sys_id"];
    const fault = await faultOf(mapScope(scope, id, wish));
    if (fault?.details.table === "oauth_entity_auth_scope_mapping") return { mapped: [], fault };
    if (fault !== undefined || (id === undefined && scope === "useraccount")) lacking.push(scope);
  }
  for (const scope of lacking) note(withoutScope(scope));
  return { mapped: scopes.filter((scope) => !lacking.includes(scope)) };
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
