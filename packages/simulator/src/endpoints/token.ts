import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import type { PracticeEnv, Step } from "../practice.ts";
import { authenticateClient } from "./client-authentication.ts";
import { exchangeCode } from "./grant-authorization-code.ts";
import { refreshToken } from "./grant-refresh-token.ts";
import { answerRefusal } from "./token-refusal.ts";

/** One line a grant: client_credentials, password and jwt-bearer would join here. */
const grants: ReadonlyMap<string | null, Step> = new Map([
  ["authorization_code", exchangeCode],
  ["refresh_token", refreshToken],
]);

/** An instance sets cookies here too; clients must not use them (capture of 2023-01-08). */
const setStrayCookie: Step = async (c, next) => {
  const id = randomBytes(16).toString("hex").toUpperCase();
  c.header("Set-Cookie", `JSESSIONID=${id}; Path=/; HttpOnly`, { append: true });
  await next();
};

/** A GET gets the catch-all (community m-p/2869859); JSON an "unspecified error" (r_OAuthAPIRequestParameters.md). */
const requireFormPost: Step = async (c, next) => {
  const type = c.req.header("content-type") ?? "";
  if (c.req.method === "POST" && type.startsWith("application/x-www-form-urlencoded")) return next();
  return answerRefusal(c, { error: "invalid_request", description: "a form must be posted" });
};

/** OAuth-token-processor-parm.md; older instances read the query as well. */
const readParameters: Step = async (c, next) => {
  const form = new URLSearchParams(await c.req.text());
  const query = new URL(c.req.url).searchParams;
  if (c.var.practice.behaviour.bodyOnlyParameters && query.size > 0) {
    return answerRefusal(c, { error: "invalid_request", description: "parameters must be in the body" });
  }
  c.set("form", new URLSearchParams([...form, ...query]));
  return next();
};

const findGrant: Step = async (c, next) => {
  const grant = grants.get(c.var.form.get("grant_type"));
  if (grant === undefined) {
    return answerRefusal(c, { error: "unsupported_grant_type", description: "Invalid grant_type" });
  }
  c.set("grant", grant);
  return next();
};

const callGrant: Step = (c, next) => c.var.grant(c, next);

/** `/oauth_token.do`: RFC 6749 §4.1.3 and §6. */
export const tokenEndpoint = new Hono<PracticeEnv>().all(
  "/oauth_token.do",
  setStrayCookie,
  requireFormPost,
  readParameters,
  findGrant,
  authenticateClient,
  callGrant,
);
