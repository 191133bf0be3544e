import { answerApiError } from "../answers.ts";
import type { PracticeContext, Step } from "../practice.ts";
import type { Table } from "../tables/table.ts";

/** Lets every call through, or none. */
export const checkAccess: Step = async (c, next) => {
  const { api } = c.var.practice.behaviour;
  if (api === "acl") return refuseByAcl(c);
  // Basic authentication is not asked for scopes (a reader's notes on rest-api-scope pages).
  if (api === "scope" && c.var.bearerClient) return refuseByScope(c, "useraccount");
  return next();
};

/** The table of the path. */
export const findTable: Step = async (c, next) => {
  const name = c.req.param("table") ?? "";
  const table = c.var.practice.tables.find(name);
  // As captured by many: the same for every user.
  if (table === undefined) return answerApiError(c, 400, { message: `Invalid table ${name}`, detail: null });
  c.set("table", table);
  return next();
};

/** A table with an access scope opens to clients that have it in `oauth_entity_auth_scope_mapping`, or `useraccount`. */
export const checkScope: Step = async (c, next) => {
  const { practice, bearerClient: client } = c.var;
  const needed = practice.behaviour.tableScopes[c.req.param("table") ?? ""];
  if (needed === undefined || client === undefined) return next();
  const scopes = client.authScopes ?? client.scopes;
  return scopes.includes(needed) || scopes.includes("useraccount") ? next() : refuseByScope(c, needed);
};

/** "Role or ACL missing" (r_ REST API pages, community). */
export const checkReader: Step = async (c, next) => (mayDo(c, c.var.table.readers) ? next() : refuseByAcl(c));

/** Whether the table is open to the user for one of the roles; an administrator needs none. */
export function mayDo(c: PracticeContext, roles: Table["readers"]): boolean {
  const { practice, user } = c.var;
  if (practice.behaviour.tables[c.req.param("table") ?? ""] === "forbidden") return false;
  return roles === undefined || ["admin", ...roles].some((role) => user.roles.includes(role));
}

const refuseByAcl = (c: PracticeContext) =>
  answerApiError(c, 403, { message: "User Not Authorized", detail: "Failed API level ACL Validation" });

/** The words, and that the scope's name follows: rest-api-scope-troubleshooting.md, release notes, a reader's notes. */
const refuseByScope = (c: PracticeContext, scope: string) =>
  answerApiError(c, 403, {
    message: "User Not Authorized",
    detail: `Missing required api access scope: ${scope}`,
  });
