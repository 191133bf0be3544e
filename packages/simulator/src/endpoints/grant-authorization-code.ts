import { createHash } from "node:crypto";
import { answerJson } from "../answers.ts";
import type { CodeChallenge, IssuedCode } from "../codes.ts";
import type { PracticeClient } from "../options.ts";
import type { PracticeContext, Step } from "../practice.ts";
import { toTokenAnswer } from "../tokens.ts";
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

/** The client sees access_denied while the instance's own log says invalid_scope (reported by two authors). */
const hasAttachedScopes: Check = (c, { request }) =>
  request.scopes.every((scope) => c.var.client.scopes.includes(scope))
    ? undefined
    : { error: "invalid_scope", description: "a scope is not attached to the application registry record" };

const checks: readonly Check[] = [belongsToClient, hasSameRedirectUri, hasVerifier, hasAttachedScopes];

/** `grant_type=authorization_code`; a code is used up by success alone (guess). */
export const exchangeCode: Step = async (c) => {
  const { practice, form, client } = c.var;
  const { behaviour, codes, tokens, now } = practice;
  const issued = codes.find(form.get("code") ?? "");
  if (issued === undefined) return answerRefusal(c, invalidGrant("the code is unknown, used or expired"));
  for (const check of checks) {
    const refusal = check(c, issued);
    if (refusal) return answerRefusal(c, refusal);
  }
  codes.spend(issued);
  const scope = behaviour.grantedScope ?? grantedScope(issued, client);
  const pair = tokens.issue(client, issued.user, scope);
  const answer = toTokenAnswer(pair, now(), getsRefreshToken(c));
  return answerJson(c, behaviour.tokenAnswer(answer));
};

const invalidGrant = (description: string): TokenRefusal => ({ error: "invalid_grant", description });

function toChallenge(verifier: string, method: CodeChallenge["method"]): string {
  return method === "plain" ? verifier : createHash("sha256").update(verifier).digest("base64url");
}

/** Asked for nothing: all that is attached, which may be nothing; fits the captures of "useraccount" and of "" (guess). */
function grantedScope({ request: { scopes } }: IssuedCode, client: PracticeClient): string {
  return (scopes.length > 0 ? scopes : client.scopes).join(" ");
}

function getsRefreshToken({ var: { practice, client } }: PracticeContext): boolean {
  const { refreshTokens } = practice.behaviour;
  return (
    refreshTokens === "always" || (refreshTokens === "confidential" && client.clientSecret !== undefined)
  );
}
