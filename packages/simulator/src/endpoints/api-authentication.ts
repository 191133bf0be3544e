import { answerApiError } from "../answers.ts";
import { guest, type PracticeUser } from "../options.ts";
import type { PracticeContext, Step } from "../practice.ts";

/** The one path that may answer a call without a valid token. */
export const currentUserPath = "/api/now/ui/user/current_user";

/** The bearer of a token, or a user with a password. */
export const authenticate: Step = async (c, next) => {
  const user = findBearer(c) ?? findByPassword(c) ?? guest;
  const mayBeGuest = c.var.practice.behaviour.anonymousCalls === "guest" && c.req.path === currentUserPath;
  // The guest's own token is refused as well (KB1710801).
  if (user === guest && !mayBeGuest) return refuse(c);
  c.set("user", user);
  return next();
};

function findBearer(c: PracticeContext): PracticeUser | undefined {
  const [, token] = /^Bearer (\S+)$/i.exec(c.req.header("authorization") ?? "") ?? [];
  const pair = token === undefined ? undefined : c.var.practice.tokens.findAccess(token);
  // Tokens of such a record open what an API access policy names it for, and here there is none.
  if (pair?.client.enforceTokenRestrictions) return undefined;
  c.set("bearerClient", pair?.client);
  return pair?.user;
}

/** Basic authentication of the REST APIs; which of the refusals below it meets, the answer does not say. */
function findByPassword(c: PracticeContext): PracticeUser | undefined {
  const { users, behaviour } = c.var.practice;
  const [name, password] = readBasic(c) ?? [];
  const user = users.find(({ userName }) => userName === name);
  if (!user?.active || user.lockedOut || user.passwordNeedsReset || user.password !== password)
    return undefined;
  if (behaviour.basicApiAccess === "allowed") return user;
  // basic-auth-restriction.md
  const isExcepted = user.webServiceAccessOnly || user.roles.includes("snc_basic_auth_api_access");
  return behaviour.basicApiAccess === "restricted" && isExcepted ? user : undefined;
}

function readBasic(c: PracticeContext): [name: string, password: string] | undefined {
  const [, basic] = /^Basic (\S+)$/i.exec(c.req.header("authorization") ?? "") ?? [];
  if (basic === undefined) return undefined;
  const [name = "", ...rest] = Buffer.from(basic, "base64").toString().split(":");
  return [name, rest.join(":")];
}

/** The same for no header, a wrong token and an expired one; it says BASIC whatever was sent (capture of 2023-01-08). */
function refuse(c: PracticeContext) {
  const isRestricted = c.var.practice.behaviour.basicApiAccess === "restricted" && readBasic(c) !== undefined;
  c.header("WWW-Authenticate", 'BASIC realm="Service-now"');
  return answerApiError(c, 401, {
    // The restriction's words: two clients' tests and notes on an Australia developer instance.
    message: isRestricted ? "User is not authenticated" : "User Not Authenticated",
    detail: "Required to provide Auth information",
  });
}
