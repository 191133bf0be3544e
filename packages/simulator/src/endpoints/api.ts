import { Hono } from "hono";
import { answerApiError, answerJson } from "../answers.ts";
import { guest, type PracticeUser } from "../options.ts";
import type { PracticeContext, PracticeEnv, Step } from "../practice.ts";
import type { TokenPair } from "../tokens.ts";

const currentUserPath = "/api/now/ui/user/current_user";

const authenticate: Step = async (c, next) => {
  const { behaviour } = c.var.practice;
  const user = findBearer(c)?.user ?? guest;
  const mayBeGuest = behaviour.anonymousCalls === "guest" && c.req.path === currentUserPath;
  // The guest's own token is refused as well (KB1710801).
  if (user === guest && !mayBeGuest) return refuse(c);
  c.set("user", user);
  return next();
};

const checkAccess: Step = async (c, next) => {
  const { api } = c.var.practice.behaviour;
  if (api === "open") return next();
  const detail = {
    acl: "Failed API level ACL Validation",
    // rest-api-scope-troubleshooting.md has the words; where in the body they stand is a guess.
    scope: "Missing required api access scope: useraccount",
  }[api];
  return answerApiError(c, 403, { message: "User Not Authorized", detail });
};

/** Undocumented but widely used; the keys as several clients read them. */
const answerCurrentUser: Step = async (c) => {
  if (!c.var.practice.behaviour.currentUserEndpoint) return refuseUnknownPath(c);
  const { userName, sysId, displayName, email, roles } = c.var.user;
  const result = {
    user_sys_id: sysId,
    user_name: userName,
    user_display_name: displayName,
    user_email: email,
    roles,
  };
  return answerJson(c, { result });
};

/** The Table API's `sys_user`, for the session's own row and for a plain list. */
const answerUserRows: Step = async (c) => {
  const { users, behaviour } = c.var.practice;
  const query = c.req.query("sysparm_query");
  const own = query === "sys_id=javascript:gs.getUserID()";
  // Other queries are not understood and find nothing.
  const found = own ? [c.var.user] : query ? [] : users;
  const limit = Number(c.req.query("sysparm_limit") ?? found.length);
  const rows = behaviour.sysUserReadable ? found.slice(0, limit) : [];
  return answerJson(c, { result: rows.map((user) => toRow(user, c.req.query("sysparm_fields"))) });
};

/** The two calls that show whom a token belongs to. */
export const apiEndpoints = new Hono<PracticeEnv>()
  .get(currentUserPath, authenticate, checkAccess, answerCurrentUser)
  .get("/api/now/table/sys_user", authenticate, checkAccess, answerUserRows);

function findBearer(c: PracticeContext): TokenPair | undefined {
  const [, token] = /^Bearer (\S+)$/i.exec(c.req.header("authorization") ?? "") ?? [];
  return token === undefined ? undefined : c.var.practice.tokens.findAccess(token);
}

/** The same for no header, a wrong token and an expired one; it says BASIC whatever was sent (capture of 2023-01-08). */
function refuse(c: PracticeContext) {
  c.header("WWW-Authenticate", 'BASIC realm="Service-now"');
  return answerApiError(c, 401, {
    message: "User Not Authenticated",
    detail: "Required to provide Auth information",
  });
}

/** Status and words are a guess. */
const refuseUnknownPath = (c: PracticeContext) =>
  answerApiError(c, 400, { message: "Requested URI does not represent any resource", detail: null });

function toRow({ sysId, userName, displayName, email }: PracticeUser, fields: string | undefined) {
  const row = { sys_id: sysId, user_name: userName, name: displayName, email };
  const wanted = fields?.split(",");
  return Object.fromEntries(Object.entries(row).filter(([name]) => wanted?.includes(name) ?? true));
}
