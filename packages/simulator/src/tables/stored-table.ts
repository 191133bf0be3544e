import type { Row, RowRefusal, Table } from "./table.ts";

interface StoredTable extends Omit<Table, "rows" | "insert" | "update" | "remove"> {
  /** The rows that are there by themselves, asked for anew each time; a change to one of them is kept all the same. */
  readonly given: () => readonly Row[];
  /** Objects to what a row would become. */
  readonly check?: (row: Row, others: readonly Row[]) => RowRefusal | undefined;
}

/** A table that keeps what is put into it. */
export function createStoredTable({ given, check, ...shape }: StoredTable): Table {
  const stored = new Map<string, Row>();
  const removed = new Set<string>();
  const rows = () => {
    const others = given().filter(({ sys_id = "" }) => !stored.has(sys_id));
    return [...others, ...stored.values()].filter(({ sys_id = "" }) => !removed.has(sys_id));
  };
  function keep(row: Row): RowRefusal | undefined {
    const { sys_id = "" } = row;
    const others = rows().filter((other) => other["sys_id"] !== sys_id);
    const refusal = check?.(row, others);
    if (refusal === undefined) stored.set(sys_id, row);
    return refusal;
  }
  return {
    ...shape,
    rows,
    insert: (row) => keep(row) ?? row["sys_id"] ?? "",
    update: (sysId, values) => keep({ ...rows().find(({ sys_id }) => sys_id === sysId), ...values }),
    remove: (sysId) => void removed.add(sysId),
  };
}
