import { Hono } from "hono";
import { messagePage } from "../pages/message.ts";
import type { PracticeEnv, Step } from "../practice.ts";
import { answerRefusal } from "./token-refusal.ts";

/** Behaves as an unknown path where the switch says that the instance has the other endpoint alone. */
const requireEndpoint: Step = async (c, next) => {
  const { revocationEndpoints } = c.var.practice.behaviour;
  const exists = revocationEndpoints === "both" || c.req.path === `/oauth_${revocationEndpoints}.do`;
  return exists ? next() : c.notFound();
};

/** Nobody has to authenticate (t_RevokeOAuthToken.md); what else is sent, as client id and secret, is not looked at (guess). */
const readParameters: Step = async (c, next) => {
  const form = new URLSearchParams(await c.req.text());
  const query = new URL(c.req.url).searchParams;
  if (!c.var.practice.behaviour.revocationInUrl && query.size > 0) {
    return answerRefusal(c, { error: "invalid_request", description: "parameters must be in the body" });
  }
  c.set("form", new URLSearchParams([...form, ...query]));
  return next();
};

/** RFC 7009 §2.1; that a missing token is refused is a guess. */
const requireToken: Step = async (c, next) =>
  c.var.form.get("token")
    ? next()
    : answerRefusal(c, { error: "invalid_request", description: "token is missing" });

/** "The token is set to expired" (t_RevokeOAuthToken.md). RFC 7009 §2.2: the same answer for a token that nobody knows. */
const revoke: Step = async (c) => {
  const { practice, form } = c.var;
  const { revocation, revocationAnswer } = practice.behaviour;
  if (revocation !== "nothing") practice.tokens.revoke(form.get("token") ?? "");
  if (revocationAnswer === "empty") return c.body(null, 200);
  return c.html(messagePage("Token revoked", "The token has been revoked."));
};

const steps = [requireEndpoint, readParameters, requireToken, revoke] as const;

/** `/oauth_revoke_token.do` and `/oauth_revoke.do`, by GET and POST (documentation has the first, clients use both). */
export const revocationEndpoints = new Hono<PracticeEnv>()
  .on(["GET", "POST"], "/oauth_revoke_token.do", ...steps)
  .on(["GET", "POST"], "/oauth_revoke.do", ...steps);
