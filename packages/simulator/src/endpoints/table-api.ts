import { Hono } from "hono";
import type { PracticeEnv } from "../practice.ts";
import { checkAccess, checkReader, checkScope, findTable } from "./api-access.ts";
import { authenticate } from "./api-authentication.ts";
import { answerRow, findRow, listRows } from "./table-reading.ts";

const table = "/api/now/table/:table";
const row = `${table}/:sysId` as const;
const reach = [authenticate, checkAccess, findTable, checkScope, checkReader] as const;

/** The Table API. */
export const tableEndpoints = new Hono<PracticeEnv>()
  .get(table, ...reach, listRows)
  .get(row, ...reach, findRow, answerRow);
