import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import type { PracticeClient } from "../options.ts";
import type { PracticeEnv, Step } from "../practice.ts";
import { authenticateClient } from "./client-authentication.ts";
import { exchangeCode } from "./grant-authorization-code.ts";
import { clientCredentials } from "./grant-client-credentials.ts";
import { jwtBearer } from "./grant-jwt-bearer.ts";
import { password } from "./grant-password.ts";
import { refreshToken } from "./grant-refresh-token.ts";
import { answerRefusal } from "./token-refusal.ts";

type InboundGrantType = PracticeClient["inboundGrantType"];

/** One line a grant, with the kinds of record that are for it alone. */
const grants: ReadonlyMap<
  string | null,
  { readonly step: Step; readonly types: readonly InboundGrantType[] }
> = new Map([
  ["authorization_code", { step: exchangeCode, types: ["authz_code"] }],
  ["refresh_token", { step: refreshToken, types: ["authz_code"] }],
  ["client_credentials", { step: clientCredentials, types: ["client_credential"] }],
  ["urn:ietf:params:oauth:grant-type:jwt-bearer", { step: jwtBearer, types: ["jwt"] }],
  ["password", { step: password, types: [] }],
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
  c.set("grant", grant.step);
  return next();
};

/** "Invalid grant_type: password" is what a record without that grant answers (community m-p/3230133); the others, a guess. */
const checkGrantType: Step = async (c, next) => {
  const { form, client } = c.var;
  const grantType = form.get("grant_type");
  const types: readonly InboundGrantType[] = ["", "multiple", ...(grants.get(grantType)?.types ?? [])];
  if (types.includes(client.inboundGrantType)) return next();
  const description = `Invalid grant_type: ${grantType}`;
  return answerRefusal(c, { error: "unsupported_grant_type", description, isAlwaysNamed: true });
};

const callGrant: Step = (c, next) => c.var.grant(c, next);

/** `/oauth_token.do`: RFC 6749 §4.1.3, §4.3, §4.4 and §6, RFC 7523 §2.1. */
export const tokenEndpoint = new Hono<PracticeEnv>().all(
  "/oauth_token.do",
  setStrayCookie,
  requireFormPost,
  readParameters,
  findGrant,
  authenticateClient,
  checkGrantType,
  callGrant,
);
