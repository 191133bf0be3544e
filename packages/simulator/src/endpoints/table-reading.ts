import { answerApiError, answerJson } from "../answers.ts";
import type { PracticeContext, Step } from "../practice.ts";
import { fieldsOf, findRows, parseQuery } from "../tables/query.ts";
import { toResult } from "./table-rows.ts";

// The Table API's own default.
const defaultLimit = 10_000;

/** `sysparm_query`, `sysparm_offset`, `sysparm_limit`; the number of all that were found stands in a header. */
export const listRows: Step = async (c) => {
  const { table, practice } = c.var;
  const query = parseQuery(readQuery(c));
  const readField = (row: Readonly<Record<string, string>>, field: string) =>
    practice.tables.read(table, row, field);
  // So a field that the table lacks was answered in several reports.
  if (fieldsOf(query).some((field) => readField({}, field) === undefined)) return refuseQuery(c);
  const found = findRows(visibleRows(c), query, (row, field) => readField(row, field) ?? "");
  const offset = Number(c.req.query("sysparm_offset") ?? 0);
  const limit = Number(c.req.query("sysparm_limit") ?? defaultLimit);
  c.header("X-Total-Count", String(found.length));
  return answerJson(c, { result: found.slice(offset, offset + limit).map((row) => toResult(c, row)) });
};

/** The row that the path names. */
export const findRow: Step = async (c, next) => {
  const sysId = c.req.param("sysId");
  const row = visibleRows(c).find(({ sys_id }) => sys_id === sysId);
  if (row === undefined) return refuseMissingRow(c);
  c.set("row", row);
  return next();
};

export const answerRow: Step = async (c) => answerJson(c, { result: toResult(c, c.var.row) });

function visibleRows(c: PracticeContext) {
  const { table, practice } = c.var;
  return practice.behaviour.tables[c.req.param("table") ?? ""] === "empty" ? [] : table.rows();
}

/** Other parameters are conditions too: `?active=true`. */
function readQuery(c: PracticeContext): string {
  const conditions = Object.entries(c.req.query())
    .filter(([name]) => !name.startsWith("sysparm_"))
    .map(([name, value]) => `${name}=${value}`);
  return [c.req.query("sysparm_query") ?? "", ...conditions]
    .join("^")
    .replaceAll("javascript:gs.getUserID()", c.var.user.sysId);
}

const refuseQuery = (c: PracticeContext) =>
  answerApiError(c, 403, {
    message: "Insufficient rights to query records",
    detail: "Field(s) present in the query do not have permission to be read",
  });

const refuseMissingRow = (c: PracticeContext) =>
  answerApiError(c, 404, {
    message: "No Record found",
    detail: "Record doesn't exist or ACL restricts the record retrieval",
  });
