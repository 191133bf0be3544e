import { createHash } from "node:crypto";
import type { CodeChallenge, IssuedCode } from "../codes.ts";
import type { PracticeContext, Step } from "../practice.ts";
import { findScopeRefusal, grantedScope } from "./scopes.ts";
import { answerTokens, getsRefreshToken } from "./token-answer.ts";
import { answerRefusal, type TokenRefusal } from "./token-refusal.ts";

type Check = (c: PracticeContext, issued: IssuedCode) => TokenRefusal | undefined;

const belongsToClient: Check = (c, { request }) =>
  request.client === c.var.client ? undefined : invalidGrant("the code is another client's");

/** Byte for byte what the authorization request had (RFC 6749 §4.1.3). */
const hasSameRedirectUri: Check = (c, { request }) =>
  (request.redirectUri ?? null) === c.var.form.get("redirect_uri")
    ? undefined
    : invalidGrant("redirect_uri is not the one of the authorization request");

const hasVerifier: Check = (c, { request: { challenge } }) => {
  // A verifier without a challenge is not looked at (guess).
  if (challenge === undefined) return undefined;
  const verifier = c.var.form.get("code_verifier");
  // RFC 7636 §4.1
  if (!/^[\w.~-]{43,128}$/.test(verifier ?? "")) return invalidGrant("code_verifier is missing or malformed");
  const expected = toChallenge(verifier ?? "", challenge.method);
  if (expected === challenge.value) return undefined;
  // Word for word, with its status: jacebenson/jsn issue 61.
  const description = `can't verify code challenge, expected:${expected}, actual:${challenge.value}`;
  return { error: "invalid_request", description, isAlwaysNamed: true };
};

const hasAttachedScopes: Check = (c, { request }) => findScopeRefusal(c, request.scopes);

const checks: readonly Check[] = [belongsToClient, hasSameRedirectUri, hasVerifier, hasAttachedScopes];

/** `grant_type=authorization_code`; a code is used up by success alone (guess). */
export const exchangeCode: Step = async (c) => {
  const { practice, form, client } = c.var;
  const { codes, tokens } = practice;
  const issued = codes.find(form.get("code") ?? "");
  if (issued === undefined) return answerRefusal(c, invalidGrant("the code is unknown, used or expired"));
  for (const check of checks) {
    const refusal = check(c, issued);
    if (refusal) return answerRefusal(c, refusal);
  }
  codes.spend(issued);
  const pair = tokens.issue(client, issued.user, grantedScope(c, issued.request.scopes));
  return answerTokens(c, pair, getsRefreshToken(c));
};

const invalidGrant = (description: string): TokenRefusal => ({ error: "invalid_grant", description });

function toChallenge(verifier: string, method: CodeChallenge["method"]): string {
  return method === "plain" ? verifier : createHash("sha256").update(verifier).digest("base64url");
}
