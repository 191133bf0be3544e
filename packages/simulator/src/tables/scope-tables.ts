import type { PracticeClient } from "../options.ts";
import { sysIdOf } from "../sys-id.ts";
import { registryRoles } from "./registry-roles.ts";
import { createStoredTable } from "./stored-table.ts";
import { operationFailed, type Row, type Table } from "./table.ts";

// An instance takes a row that refers to nothing; here it is refused, so that somebody notices (guess).
const unknownReference = (column: string) => operationFailed(`${column} names no record`);

/** `sys_auth_scope`: the scopes that there are. Only an administrator adds one (guess). */
export function createAuthScopeTable(clients: readonly PracticeClient[]): Table {
  const attached = () => clients.flatMap(({ scopes, authScopes = scopes }) => authScopes);
  const atFirst = attached();
  const idOf = ({ name = "" }: Row) => sysIdOf("sys_auth_scope", name);
  const toRow = (name: string): Row => ({ sys_id: idOf({ name }), name, description: "" });
  return createStoredTable({
    columns: ["name", "description"],
    readers: registryRoles,
    writers: [],
    idOf,
    given: () => [...new Set(["useraccount", ...atFirst, ...attached()])].map(toRow),
  });
}

/** `oauth_entity_scope`, the classic list: the scopes of the practice clients. */
export function createEntityScopeTable(clients: readonly PracticeClient[]): Table {
  const labels = new Map<string, string>();
  const idOf = ({ sysId }: PracticeClient, scope: string) => sysIdOf("oauth_entity_scope", sysId, scope);
  return {
    columns: ["name", "oauth_entity", "oauth_entity_scope"],
    references: { oauth_entity: "oauth_entity" },
    readers: registryRoles,
    writers: registryRoles,
    rows: () =>
      clients.flatMap((client) =>
        client.scopes.map((scope) => {
          const sys_id = idOf(client, scope);
          const name = labels.get(sys_id) ?? scope;
          return { sys_id, name, oauth_entity: client.sysId, oauth_entity_scope: scope };
        }),
      ),
    insert({ name = "", oauth_entity, oauth_entity_scope }) {
      const client = clients.find(({ sysId }) => sysId === oauth_entity);
      if (client === undefined) return unknownReference("oauth_entity");
      const scope = oauth_entity_scope || name;
      client.scopes = [...new Set([...client.scopes, scope])];
      labels.set(idOf(client, scope), name || scope);
      return idOf(client, scope);
    },
    remove(sysId) {
      for (const client of clients)
        client.scopes = client.scopes.filter((scope) => idOf(client, scope) !== sysId);
    },
  };
}

/** `oauth_entity_auth_scope_mapping`, the newer list: from a client to `sys_auth_scope`. */
export function createScopeMappingTable(clients: readonly PracticeClient[], authScopes: Table): Table {
  const idOf = ({ sysId }: PracticeClient, scope: string) =>
    sysIdOf("oauth_entity_auth_scope_mapping", sysId, scope);
  const scopesOf = (client: PracticeClient) => client.authScopes ?? client.scopes;
  return {
    columns: ["oauth_entity", "auth_scope"],
    references: { oauth_entity: "oauth_entity", auth_scope: "sys_auth_scope" },
    readers: registryRoles,
    writers: registryRoles,
    rows: () =>
      clients.flatMap((client) =>
        scopesOf(client).map((scope) => ({
          sys_id: idOf(client, scope),
          oauth_entity: client.sysId,
          auth_scope: authScopes.rows().find(({ name }) => name === scope)?.["sys_id"] ?? "",
        })),
      ),
    insert({ oauth_entity, auth_scope }) {
      const client = clients.find(({ sysId }) => sysId === oauth_entity);
      if (client === undefined) return unknownReference("oauth_entity");
      const scope = authScopes.rows().find(({ sys_id }) => sys_id === auth_scope)?.["name"];
      if (scope === undefined) return unknownReference("auth_scope");
      client.authScopes = [...new Set([...scopesOf(client), scope])];
      return idOf(client, scope);
    },
    remove(sysId) {
      for (const client of clients) {
        const left = scopesOf(client).filter((scope) => idOf(client, scope) !== sysId);
        if (left.length < scopesOf(client).length) client.authScopes = left;
      }
    },
  };
}
