import { Hono } from "hono";
import type { PracticeEnv } from "../practice.ts";
import { checkAccess, checkReader, checkScope, findTable } from "./api-access.ts";
import { authenticate } from "./api-authentication.ts";
import { answerRow, findRow, listRows } from "./table-reading.ts";
import { checkWriter, insertRow, readValues, removeRow, updateRow } from "./table-writing.ts";

const table = "/api/now/table/:table";
const row = `${table}/:sysId` as const;
const reach = [authenticate, checkAccess, findTable, checkScope] as const;

/** The Table API: one row or several to read, one to insert, change or delete. */
export const tableEndpoints = new Hono<PracticeEnv>()
  .get(table, ...reach, checkReader, listRows)
  .get(row, ...reach, checkReader, findRow, answerRow)
  .post(table, ...reach, checkWriter, readValues, insertRow)
  .on(["PUT", "PATCH"], row, ...reach, checkWriter, findRow, readValues, updateRow)
  .delete(row, ...reach, checkWriter, findRow, removeRow);
