import * as z from "zod/mini";
import type { Effects } from "../effects.ts";
import { AuthError } from "../errors.ts";
import { aboutEndpoint } from "../http/about-endpoint.ts";
import { invalidAnswer } from "../http/invalid-answer.ts";
import { readJson } from "../http/json-answer.ts";
import type { HttpAnswer, RequestOptions } from "../http/request.ts";
import { invalidSetting } from "../settings/config-invalid.ts";
import { type ApiCredential, apiRejected, callApi } from "./api-call.ts";

/** A table that was asked for one row. */
export interface TableReading {
  /** The HTTP status. */
  readonly status: number;
  /** How many rows came; without one the table is empty, or its rows are not for this user. */
  readonly rows: 0 | 1;
}

const list = z.object({ result: z.array(z.unknown()) });

/**
 * Reads the id of one row of a table, as whom the token belongs to, through the Table API.
 *
 * Throws CONFIG_INVALID for what cannot be a table's name, API_REJECTED (with the reason `scope`, `right` or
 * `no-table`, or none for a refused token), TOKEN_RESPONSE_INVALID, INSTANCE_UNREACHABLE.
 */
export async function readTable(
  { table, ...credential }: ApiCredential & { readonly table: string },
  effects: Effects,
  options: RequestOptions = {},
): Promise<TableReading> {
  checkTableName(table);
  const path = `/api/now/table/${table}?sysparm_fields=sys_id&sysparm_limit=1`;
  try {
    return readRows(await callApi(credential, path, effects, options), table);
  } catch (error) {
    throw aboutEndpoint(error, "table");
  }
}

/** Throws CONFIG_INVALID for what cannot be a table's name, and could ask for something else. */
export function checkTableName(table: string): void {
  if (/^[a-z0-9_]+$/.test(table)) return;
  throw invalidSetting(undefined, "a table's name must be lower-case letters, digits and underscores");
}

function readRows(answer: HttpAnswer, table: string): TableReading {
  const { status, host } = answer;
  const json = readJson(answer);
  if (status === 401 || status === 403) throw apiRejected(answer, table);
  // 400 "Invalid table", 404 "No Record found": which release says which has no source.
  if (status === 400 || (status === 404 && !/No Record found/i.test(answer.text)))
    throw new AuthError("API_REJECTED", "expected a table", { status, host, reason: "no-table", table });
  if (status === 404) return { status, rows: 0 };
  const rows = list.safeParse(json).data?.result;
  if (status !== 200 || rows === undefined) throw invalidAnswer(answer, "expected rows", { reason: "shape" });
  return { status, rows: rows.length > 0 ? 1 : 0 };
}
