import type { Behaviour } from "../behaviour.ts";
import type { PracticeUser } from "../options.ts";
import { sampleRows } from "./sample-rows.ts";
import { createStoredTable } from "./stored-table.ts";
import { type Row, systemColumns, type Table } from "./table.ts";
import { createUserTable } from "./user-table.ts";

export type TableStore = ReturnType<typeof createTableStore>;

/** What the tables show of the rest of the instance. */
interface Source {
  readonly users: readonly PracticeUser[];
  readonly behaviour: Behaviour;
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

function createTables({ users, behaviour }: Source): ReadonlyMap<string, Table> {
  return new Map([
    ["sys_user", createUserTable(users, behaviour)],
    [
      "incident",
      createStoredTable({
        columns: ["number", "short_description", "state", "active"],
        writers: ["itil"],
        given: () => sampleRows.incident,
      }),
    ],
    [
      "kb_knowledge",
      createStoredTable({
        columns: ["number", "short_description", "workflow_state"],
        writers: ["knowledge"],
        given: () => sampleRows.kb_knowledge,
      }),
    ],
  ]);
}
