import { every } from "hono/combine";
import type { PracticeClient, PracticeUser } from "../options.ts";
import type { PracticeContext, Step } from "../practice.ts";
import { isSigned, parseAssertion } from "./assertion.ts";
import { issueTokens } from "./token-answer.ts";
import { answerRefusal } from "./token-refusal.ts";

// The clock skew that people's scripts write into `oauth_jwt`, in seconds.
const allowedSkew = 300;

const readAssertion: Step = async (c, next) => {
  const assertion = parseAssertion(c.var.form.get("assertion") ?? "");
  if (assertion === undefined) return refuse(c, "the assertion is missing or malformed");
  c.set("assertion", assertion);
  return next();
};

const checkSignature: Step = async (c, next) =>
  isSigned(c.var.assertion, c.var.client.jwtBearer?.verifiers ?? [])
    ? next()
    : refuse(c, "the assertion is not signed by a key of this client");

/** `aud` and `iss` are both the client id (configure-an-oauth-jwt-bearer-grant.md, as clients in the wild do it). */
const checkClaims: Step = async (c, next) => {
  const { claims } = c.var.assertion;
  const { clientId } = c.var.client;
  if (claims["iss"] !== clientId) return refuse(c, "iss is not the client id");
  if (![claims["aud"]].flat().includes(clientId)) return refuse(c, "aud is not the client id");
  const seconds = c.var.practice.now().getTime() / 1_000;
  if (typeof claims["exp"] !== "number" || claims["exp"] + allowedSkew <= seconds) {
    return refuse(c, "the assertion has expired");
  }
  return next();
};

const findSubject: Step = async (c, next) => {
  const { practice, client, assertion } = c.var;
  const isSubject = (user: PracticeUser) => subjectOf(user, client) === assertion.claims["sub"];
  const user = practice.users.find((user) => user.active && isSubject(user));
  if (user === undefined) return refuse(c, "sub names no active user");
  c.set("user", user);
  return next();
};

/** Last, so that a refused assertion is not used up (guess). */
const checkReplay: Step = async (c, next) => {
  const { practice, client, assertion } = c.var;
  if (!client.jwtBearer?.checksReplay) return next();
  const jti = assertion.claims["jti"];
  if (typeof jti !== "string" || jti === "") return refuse(c, "jti is missing");
  return practice.assertions.spend(client, jti) ? next() : refuse(c, "jti was used before");
};

/** `urn:ietf:params:oauth:grant-type:jwt-bearer` (RFC 7523 §2.1): no refresh token comes with it. */
export const jwtBearer: Step = every(
  readAssertion,
  checkSignature,
  checkClaims,
  findSubject,
  checkReplay,
  issueTokens(() => false),
);

const refuse = (c: PracticeContext, description: string) =>
  answerRefusal(c, { error: "invalid_grant", description });

function subjectOf({ sysId, userName, email }: PracticeUser, { jwtBearer }: PracticeClient): string {
  return { sys_id: sysId, user_name: userName, email }[jwtBearer?.userField ?? "user_name"];
}
