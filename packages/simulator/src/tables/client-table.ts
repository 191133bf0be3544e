import type { Behaviour } from "../behaviour.ts";
import { createId, createSecret } from "../generated.ts";
import { defaultClient, type PracticeClient } from "../options.ts";
import { clientColumns } from "./client-columns.ts";
import { registryRoles } from "./registry-roles.ts";
import { duplicateName, type Row, type RowRefusal, type Table } from "./table.ts";

interface Source {
  readonly origin: string;
  readonly clients: PracticeClient[];
  readonly behaviour: Behaviour;
}

/** Columns that are kept and mean nothing here, with what they are when nobody sets them (captures of the new form). */
const otherColumns: Row = {
  comments: "",
  access: "public",
  sys_scope: "global",
  default_grant_type: "authorization_code",
  code_challenge_method: "S256",
  client_type: "integration_as_a_user",
  scope_restriction_status: "unrestricted",
  logo_url: "",
  login_url: "",
};

/** `oauth_entity`: the practice clients themselves, so that a new row is a client that can log in. */
export function createClientTable({ origin, clients, behaviour }: Source): Table {
  const find = (id: string | undefined) => clients.find(({ sysId }) => sysId === id);

  function toRow(client: PracticeClient): Row {
    const known = Object.entries(clientColumns).map(([name, column]) => [
      name,
      column.read(client, behaviour),
    ]);
    return { ...otherColumns, ...client.otherFields, ...Object.fromEntries(known), sys_id: client.sysId };
  }

  function write(client: PracticeClient, values: Row): void {
    const known = new Set([...Object.keys(clientColumns), "sys_id"]);
    for (const [name, column] of Object.entries(clientColumns)) {
      if (values[name] !== undefined) column.write(client, values[name], behaviour);
    }
    const others = Object.entries(values).filter(([name]) => !known.has(name));
    Object.assign(client.otherFields, Object.fromEntries(others));
  }

  return {
    columns: [...Object.keys(clientColumns), ...Object.keys(otherColumns)],
    references: { user: "sys_user" },
    readers: registryRoles,
    writers: registryRoles,
    rows: () => clients.map(toRow),
    insert(row) {
      const client = { ...blankClient(origin), sysId: row["sys_id"] ?? createId() };
      const refusal = findNameRefusal(clients, row["name"]);
      if (refusal) return refusal;
      write(client, row);
      clients.push(client);
      return client.sysId;
    },
    update(sysId, values) {
      const client = find(sysId);
      if (client === undefined) return undefined;
      const others = clients.filter((other) => other !== client);
      const refusal = findNameRefusal(others, values["name"]);
      if (refusal === undefined) write(client, values);
      return refusal;
    },
    remove(sysId) {
      const client = find(sysId);
      if (client === undefined) return;
      // Its tokens end with it.
      client.active = false;
      clients.splice(clients.indexOf(client), 1);
    },
  };
}

function blankClient(origin: string): PracticeClient {
  return {
    ...defaultClient(origin, createId()),
    name: "",
    clientSecret: createSecret(),
    redirectUris: [],
    scopes: [],
    authScopes: [],
  };
}

function findNameRefusal(clients: readonly PracticeClient[], name?: string): RowRefusal | undefined {
  return clients.some((client) => client.name === name) ? duplicateName(name) : undefined;
}
