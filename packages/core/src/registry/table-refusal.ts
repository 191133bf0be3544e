import * as z from "zod/mini";
import { AuthError } from "../errors.ts";
import { cleanRemoteText } from "../http/clean-text.ts";
import { invalidAnswer } from "../http/invalid-answer.ts";
import { readJson } from "../http/json-answer.ts";
import type { HttpAnswer } from "../http/request.ts";
import type { TableAccess, TableRow } from "./table-api.ts";

export type TableAction = "read" | "insert" | "update";

interface Refused {
  readonly action: TableAction;
  readonly table: string;
  readonly values?: TableRow;
  readonly access: TableAccess;
}

const words = z.catch(z.optional(z.string()), undefined);
const body = z.object({ error: z.object({ message: words, detail: words }) });

/**
 * Throws what a refused call is refused with; "No Record found" to a query is an answer.
 *
 * The bodies are those of captures and of the REST API's pages: `{"error":{"message","detail"},"status":"failure"}`.
 */
export function checkRefusal(answer: HttpAnswer, refused: Refused): void {
  const { status, host } = answer;
  if (status < 400 || status >= 500) return;
  if (status === 429)
    throw invalidAnswer(answer, "expected an answer, not too many requests", { reason: "shape" });
  const { message = "", detail = "" } = body.safeParse(readJson(answer)).data?.error ?? {};
  const said = `${message} ${detail}`;
  if (status === 404 && refused.action === "read" && /No Record found/iu.test(said)) return;
  const reason = reasonOf(status, said, refused.action);
  const { access, action, table, values = {} } = refused;
  const secrets = ["accessToken" in access ? access.accessToken : access.password, values["client_secret"]];
  const description = reason === "row" ? cleanRemoteText(said, { limit: 200, secrets }) : "";
  throw new AuthError("API_REJECTED", "the call was refused", {
    status,
    host,
    table,
    action,
    ...(reason !== undefined && { reason }),
    ...("password" in access && { credential: "password" as const }),
    ...(description !== "" && { description }),
  });
}

function reasonOf(status: number, said: string, action: TableAction) {
  if (status === 401) return undefined;
  // rest-api-scope-troubleshooting.md.
  if (/Missing required api access scope/iu.test(said)) return "scope";
  if (/Invalid table/iu.test(said)) return "no-table";
  if (/ACL|security constraints|not authorized/iu.test(said)) return "right";
  if (action !== "read") return "row";
  return status === 403 ? "right" : "no-table";
}
