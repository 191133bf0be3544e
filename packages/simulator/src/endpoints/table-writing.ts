import { answerApiError, answerJson } from "../answers.ts";
import { createId } from "../generated.ts";
import type { PracticeContext, Step } from "../practice.ts";
import { isRefusal, type Row, type RowRefusal } from "../tables/table.ts";
import { mayDo } from "./api-access.ts";
import { toAddress, toResult } from "./table-rows.ts";

const operations = { POST: "Insert", PUT: "Update", PATCH: "Update", DELETE: "Delete" } as const;
const isWriting = (method: string): method is keyof typeof operations => method in operations;

/** The words are seen in the wild, of inserts most often. */
export const checkWriter: Step = async (c, next) => {
  const { table } = c.var;
  const does = { POST: table.insert, PUT: table.update, PATCH: table.update, DELETE: table.remove };
  const { method } = c.req;
  if (!isWriting(method) || (does[method] && mayDo(c, table.writers))) return next();
  const detail = `ACL Exception ${operations[method]} Failed due to security constraints`;
  return answerApiError(c, 403, { message: "Operation Failed", detail });
};

/** A JSON object; columns that the table does not have are dropped. The refusal is a guess. */
export const readValues: Step = async (c, next) => {
  const values = parseValues(await c.req.text());
  if (values === undefined) {
    const detail = "The payload is not valid JSON.";
    return answerApiError(c, 400, { message: "Exception while reading request", detail });
  }
  const known = Object.entries(values).filter(([name]) => c.var.table.columns.includes(name));
  c.set("row", Object.fromEntries(known));
  return next();
};

/** 201 with the row as it is now. */
export const insertRow: Step = async (c) => {
  const { table, row, user, practice } = c.var;
  const time = toTimestamp(practice.now());
  const created = { sys_created_by: user.userName, sys_created_on: time };
  const updated = { sys_updated_by: user.userName, sys_updated_on: time };
  const sysId = table.insert?.({ ...row, ...created, ...updated, sys_id: createId() }) ?? "";
  if (isRefusal(sysId)) return refuse(c, sysId);
  c.header("Location", toAddress(c, c.req.param("table") ?? "", sysId));
  return answerAsItIs(c, sysId, 201);
};

export const updateRow: Step = async (c) => {
  const { table, row, user, practice } = c.var;
  const sysId = c.req.param("sysId") ?? "";
  const updated = { sys_updated_by: user.userName, sys_updated_on: toTimestamp(practice.now()) };
  const refusal = table.update?.(sysId, { ...row, ...updated });
  return refusal ? refuse(c, refusal) : answerAsItIs(c, sysId, 200);
};

export const removeRow: Step = async (c) => {
  c.var.table.remove?.(c.req.param("sysId") ?? "");
  return c.body(null, 204);
};

function answerAsItIs(c: PracticeContext, sysId: string, status: 200 | 201): Response {
  const row = c.var.table.rows().find(({ sys_id }) => sys_id === sysId) ?? {};
  return answerJson(c, { result: toResult(c, row) }, status);
}

const refuse = (c: PracticeContext, { status, ...error }: RowRefusal) => answerApiError(c, status, error);

/** As the instance writes a time: UTC, to the second. */
const toTimestamp = (time: Date): string => time.toISOString().slice(0, 19).replace("T", " ");

function parseValues(text: string): Row | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, String(item ?? "")]));
  } catch {
    return undefined;
  }
}
