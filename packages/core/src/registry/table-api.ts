import * as z from "zod/mini";
import type { Effects, FetchInit } from "../effects.ts";
import { aboutEndpoint } from "../http/about-endpoint.ts";
import { invalidAnswer } from "../http/invalid-answer.ts";
import { readJson } from "../http/json-answer.ts";
import { type HttpAnswer, type RequestOptions, requestText } from "../http/request.ts";
import { checkRefusal, type TableAction } from "./table-refusal.ts";

/** Whom the Table API is called as: with an access token, or with a user name and password of the instance's own. */
export type TableAccess = { readonly instanceUrl: string } & (
  | { readonly accessToken: string }
  | { readonly userName: string; readonly password: string }
);

/** A row: the stored values by their columns; of a reference the `sys_id`. */
export type TableRow = Readonly<Record<string, string>>;

interface TableQuery {
  /** Encoded as the instance's lists have it: `name=x^active=true`. */
  readonly query: string;
  readonly fields: readonly string[];
  /** 100 by default. */
  readonly limit?: number;
}

/** The tables of an instance. Each call throws API_REJECTED, TOKEN_RESPONSE_INVALID or INSTANCE_UNREACHABLE. */
export interface TableApi {
  find(table: string, query: TableQuery): Promise<TableRow[]>;
  /** Yields the row as it is then. */
  insert(table: string, values: TableRow): Promise<TableRow>;
  /** Yields the row as it is then. */
  update(table: string, change: { readonly sysId: string; readonly values: TableRow }): Promise<TableRow>;
}

const limitBytes = 1024 * 1024;
const text = z.pipe(z.unknown(), z.transform(toText));
const row = z.record(z.string(), text);
const oneRow = z.object({ result: row });
// "No Record found" comes with an error instead of rows.
const noRows = z.pipe(
  z.object({ error: z.object({ message: z.string().check(z.regex(/No Record found/i)) }) }),
  z.transform((): { result: TableRow[] } => ({ result: [] })),
);
const rows = z.union([z.object({ result: z.array(row) }), noRows]);

/** The Table API as whoever the credentials belong to; values that were sent never show up in an error. */
export function createTableApi(
  access: TableAccess,
  effects: Effects,
  options: RequestOptions = {},
): TableApi {
  const call = <Result>(request: TableRequest, schema: z.ZodMiniType<{ result: Result }>) =>
    callTable(request, schema, { access, effects, options });
  return {
    find(table, { query, fields, limit = 100 }) {
      const search = new URLSearchParams({
        sysparm_query: query,
        sysparm_fields: fields.join(","),
        sysparm_limit: String(limit),
        sysparm_exclude_reference_link: "true",
      });
      return call({ action: "read", table, path: `?${search}` }, rows);
    },
    insert: (table, values) => call({ action: "insert", table, path: plainly, values }, oneRow),
    update: (table, { sysId, values }) =>
      call({ action: "update", table, path: `/${sysId}${plainly}`, values }, oneRow),
  };
}

const plainly = "?sysparm_exclude_reference_link=true";
const methods: Readonly<Record<TableAction, FetchInit["method"]>> = {
  read: "GET",
  insert: "POST",
  update: "PATCH",
};

interface TableRequest {
  readonly action: TableAction;
  readonly table: string;
  /** What follows the table's own path. */
  readonly path: string;
  readonly values?: TableRow;
}

interface Means {
  readonly access: TableAccess;
  readonly effects: Effects;
  readonly options: RequestOptions;
}

async function callTable<Result>(
  request: TableRequest,
  schema: z.ZodMiniType<{ result: Result }>,
  means: Means,
): Promise<Result> {
  try {
    const answer = await send(request, means);
    checkRefusal(answer, { ...request, access: means.access });
    const parsed = schema.safeParse(readJson(answer));
    if (parsed.success) return parsed.data.result;
    throw invalidAnswer(answer, "expected rows of the table", { reason: "shape" });
  } catch (error) {
    throw aboutEndpoint(error, "table");
  }
}

function send(
  { action, table, path, values }: TableRequest,
  { access, effects, options }: Means,
): Promise<HttpAnswer> {
  return requestText(effects, {
    url: `${access.instanceUrl}/api/now/table/${table}${path}`,
    method: methods[action],
    headers: {
      accept: "application/json",
      authorization: authorizationOf(access),
      ...(values !== undefined && { "content-type": "application/json" }),
    },
    ...(values !== undefined && { body: JSON.stringify(values) }),
    limitBytes,
    ...options,
  });
}

/** RFC 6750 §2.1, else RFC 7617 in UTF-8. */
function authorizationOf(access: TableAccess): string {
  if ("accessToken" in access) return `Bearer ${access.accessToken}`;
  return `Basic ${Buffer.from(`${access.userName}:${access.password}`).toString("base64")}`;
}

/** A reference is an object with a link where the parameter that leaves it out is not known. */
function toText(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "object" && value !== null && "value" in value) return toText(value.value);
  return value === null || value === undefined ? "" : String(value);
}
