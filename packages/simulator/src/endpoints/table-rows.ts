import type { PracticeContext } from "../practice.ts";
import { type Row, systemColumns } from "../tables/table.ts";

/** A row as the Table API answers with it: the fields of `sysparm_fields`, references with the other record's address. */
export function toResult(c: PracticeContext, row: Row): Record<string, unknown> {
  const { table, practice } = c.var;
  const asked = c.req.query("sysparm_fields");
  const fields = asked ? asked.split(",").map((field) => field.trim()) : [...systemColumns, ...table.columns];
  const linked = c.req.query("sysparm_exclude_reference_link") !== "true";
  const entries = fields.flatMap((field) => {
    const value = practice.tables.read(table, row, field);
    const target = table.references?.[field];
    if (value === undefined) return [];
    return [[field, target && value && linked ? toLink(c, target, value) : value] as const];
  });
  return Object.fromEntries(entries);
}

/** Where a record is. */
export const toAddress = (c: PracticeContext, table: string, sysId: string): string =>
  `${c.var.practice.origin}/api/now/table/${table}/${sysId}`;

const toLink = (c: PracticeContext, table: string, value: string) => ({
  link: toAddress(c, table, value),
  value,
});
