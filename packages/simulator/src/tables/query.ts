import type { Row } from "./table.ts";

/** Reads a field of a row; with a dot, of the record that it refers to: `auth_scope.name`. */
export type ReadField = (row: Row, field: string) => string;

interface Condition {
  readonly field: string;
  readonly operator: string;
  readonly value: string;
}

/** An encoded query (`sysparm_query`). */
export interface Query {
  /** All of them hold; of each, one alternative is enough. */
  readonly conditions: readonly (readonly Condition[])[];
  readonly order: readonly { readonly field: string; readonly sign: 1 | -1 }[];
}

// An instance compares text without regard to case.
const operators: Readonly<Record<string, (actual: string, wanted: string) => boolean>> = {
  "=": (actual, wanted) => actual === wanted,
  "!=": (actual, wanted) => actual !== wanted,
  IN: (actual, wanted) => wanted.split(",").includes(actual),
  "NOT IN": (actual, wanted) => !wanted.split(",").includes(actual),
  LIKE: (actual, wanted) => actual.includes(wanted),
  STARTSWITH: (actual, wanted) => actual.startsWith(wanted),
  ENDSWITH: (actual, wanted) => actual.endsWith(wanted),
  ISEMPTY: (actual) => actual === "",
  ISNOTEMPTY: (actual) => actual !== "",
};

const condition = /^([a-z0-9_.]+)(!=|=|NOT IN|IN|LIKE|STARTSWITH|ENDSWITH|ISEMPTY|ISNOTEMPTY)(.*)$/s;

/** Reads `a=1^ORa=2^bLIKEx^ORDERBYc`; a part that is not understood counts for nothing, as on an instance. */
export function parseQuery(text: string): Query {
  const conditions: Condition[][] = [];
  const order: { field: string; sign: 1 | -1 }[] = [];
  for (const part of text.split("^")) {
    const [, descending, field] = /^ORDERBY(DESC)?([a-z0-9_.]+)$/.exec(part) ?? [];
    if (field !== undefined) order.push({ field, sign: descending === undefined ? 1 : -1 });
    else addCondition(conditions, part);
  }
  return { conditions, order };
}

/** The fields that a query speaks of. */
export const fieldsOf = ({ conditions, order }: Query): readonly string[] =>
  [...conditions.flat(), ...order].map(({ field }) => field);

/** The rows that a query finds, in its order. */
export function findRows(rows: readonly Row[], query: Query, readField: ReadField): readonly Row[] {
  const holds = (row: Row, { field, operator, value }: Condition) =>
    operators[operator]?.(readField(row, field).toLowerCase(), value.toLowerCase()) ?? false;
  const found = rows.filter((row) =>
    query.conditions.every((alternatives) => alternatives.some((condition) => holds(row, condition))),
  );
  return query.order.reduceRight(
    (sorted, { field, sign }) =>
      sorted.toSorted((one, other) => sign * readField(one, field).localeCompare(readField(other, field))),
    found,
  );
}

function addCondition(conditions: Condition[][], part: string): void {
  const isAlternative = part.startsWith("OR");
  const [, field, operator, value] = condition.exec(isAlternative ? part.slice(2) : part) ?? [];
  if (field === undefined || operator === undefined || value === undefined) return;
  const last = conditions.at(-1);
  if (isAlternative && last) last.push({ field, operator, value });
  else conditions.push([{ field, operator, value }]);
}
