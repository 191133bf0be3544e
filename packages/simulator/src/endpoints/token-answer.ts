import { answerJson } from "../answers.ts";
import type { PracticeContext, Step } from "../practice.ts";
import { type TokenPair, toTokenAnswer } from "../tokens.ts";
import { findScopeRefusal, grantedScope, splitScopes } from "./scopes.ts";
import { answerRefusal } from "./token-refusal.ts";

/** 200 with the pair's newest access token. */
export function answerTokens(c: PracticeContext, pair: TokenPair, withRefreshToken: boolean): Response {
  const { behaviour, now } = c.var.practice;
  return answerJson(c, behaviour.tokenAnswer(toTokenAnswer(pair, now(), withRefreshToken)));
}

/** Whether a login by this client is answered with a refresh token. */
export function getsRefreshToken({ var: { practice, client } }: PracticeContext): boolean {
  const { refreshTokens } = practice.behaviour;
  return (
    refreshTokens === "always" || (refreshTokens === "confidential" && client.clientSecret !== undefined)
  );
}

/** The last step of a grant without a browser, once its user is found. */
export const issueTokens =
  (withRefreshToken: (c: PracticeContext) => boolean): Step =>
  async (c) => {
    const { practice, client, user, form } = c.var;
    const scopes = splitScopes(form.get("scope"));
    const refusal = findScopeRefusal(c, scopes);
    if (refusal) return answerRefusal(c, refusal);
    const pair = practice.tokens.issue(client, user, grantedScope(c, scopes));
    return answerTokens(c, pair, withRefreshToken(c));
  };
