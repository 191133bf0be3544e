import type { Behaviour } from "../behaviour.ts";
import type { PracticeClient, PracticeUser } from "../options.ts";
import type { SystemLog } from "../system-log.ts";
import { createClientTable } from "./client-table.ts";
import { createLogTable } from "./log-table.ts";
import { createProfileTable } from "./profile-table.ts";
import { createPropertyTable } from "./property-table.ts";
import { sampleRows } from "./sample-rows.ts";
import { createAuthScopeTable, createEntityScopeTable, createScopeMappingTable } from "./scope-tables.ts";
import { createStoredTable } from "./stored-table.ts";
import { type Row, systemColumns, type Table } from "./table.ts";
import { createUserTable } from "./user-table.ts";

export type TableStore = ReturnType<typeof createTableStore>;

/** What the tables show of the rest of the instance. */
interface Source {
  readonly origin: string;
  readonly clients: PracticeClient[];
  readonly users: readonly PracticeUser[];
  readonly behaviour: Behaviour;
  readonly systemLog: SystemLog;
}

/** Every table that the instance has, by its name. */
export function createTableStore(source: Source) {
  let tables = createTables(source);
  const find = (name: string): Table | undefined =>
    source.behaviour.tables[name] === "missing" ? undefined : tables.get(name);

  /** Undefined for a field that the table does not have; `a.b` is field b of the record that a refers to. */
  function read(table: Table, row: Row, field: string): string | undefined {
    const [own = "", ...rest] = field.split(".");
    if (!hasField(table, own)) return undefined;
    const value = row[own] ?? "";
    const other = find(table.references?.[own] ?? "");
    if (rest.length === 0) return value;
    return other && read(other, other.rows().find(({ sys_id }) => sys_id === value) ?? {}, rest.join("."));
  }

  return {
    find,
    read,
    forgetAll(): void {
      tables = createTables(source);
    },
  };
}

const hasField = ({ columns }: Table, field: string): boolean =>
  [...systemColumns, ...columns].includes(field);

function createTables(source: Source): ReadonlyMap<string, Table> {
  const { clients, users, behaviour, systemLog } = source;
  const authScopes = createAuthScopeTable(clients);
  return new Map([
    ["sys_user", createUserTable(users, behaviour)],
    ["sys_properties", createPropertyTable(behaviour)],
    ["oauth_entity", createClientTable(source)],
    ["oauth_entity_profile", createProfileTable(clients)],
    ["oauth_entity_scope", createEntityScopeTable(clients)],
    ["oauth_entity_auth_scope_mapping", createScopeMappingTable(clients, authScopes)],
    ["sys_auth_scope", authScopes],
    ["syslog", createLogTable(systemLog)],
    ["incident", createSampleTable("incident", ["itil"])],
    ["kb_knowledge", createSampleTable("kb_knowledge", ["knowledge"])],
  ]);
}

function createSampleTable(name: keyof typeof sampleRows, writers: readonly string[]): Table {
  const rows: readonly Row[] = sampleRows[name];
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== "sys_id");
  return createStoredTable({ columns, writers, given: () => rows });
}
