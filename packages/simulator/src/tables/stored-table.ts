import { duplicateName, type Row, type RowRefusal, type Table } from "./table.ts";

interface StoredTable extends Omit<Table, "rows" | "insert" | "update" | "remove"> {
  /** The rows that are there by themselves, asked for anew each time; a change to one of them is kept all the same. */
  readonly given: () => readonly Row[];
  /** The `sys_id` of a row that is known by its values, as one of the given rows is. */
  readonly idOf?: (row: Row) => string;
  /** Objects to what a row would become. */
  readonly check?: (row: Row, others: readonly Row[]) => RowRefusal | undefined;
}

/** A table that keeps what is put into it. */
export function createStoredTable({ given, idOf, check, ...shape }: StoredTable): Table {
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
    if (refusal) return refusal;
    stored.set(sys_id, row);
    removed.delete(sys_id);
    return undefined;
  }
  return {
    ...shape,
    rows,
    insert(row) {
      const sys_id = idOf?.(row) ?? row["sys_id"] ?? "";
      const isThere = rows().some((other) => other["sys_id"] === sys_id);
      return isThere ? duplicateName(row["name"]) : (keep({ ...row, sys_id }) ?? sys_id);
    },
    update: (sysId, values) => keep({ ...rows().find(({ sys_id }) => sys_id === sysId), ...values }),
    remove: (sysId) => void removed.add(sysId),
  };
}
