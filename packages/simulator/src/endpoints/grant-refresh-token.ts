import { setTimeout as delay } from "node:timers/promises";
import { every } from "hono/combine";
import type { PracticeContext, Step } from "../practice.ts";
import type { TokenPair } from "../tokens.ts";
import { answerTokens } from "./token-answer.ts";
import { answerRefusal } from "./token-refusal.ts";

const refuseNowAndThen: Step = async (c, next) => {
  const { refuseFirstRefreshOf } = c.var.practice.behaviour;
  const { refreshes } = findPair(c) ?? {};
  const isRefused = refreshes && refuseFirstRefreshOf > 0 && refreshes.asked % refuseFirstRefreshOf === 0;
  if (refreshes) refreshes.asked += 1;
  return isRefused ? refuse(c, "not now") : next();
};

const takeTime: Step = async (c, next) => {
  const { concurrentRefreshes, refreshMilliseconds } = c.var.practice.behaviour;
  const { refreshes } = findPair(c) ?? {};
  if (refreshes === undefined) return next();
  if (refreshes.running > 0 && concurrentRefreshes === "refused")
    return refuse(c, "another one is under way");
  refreshes.running += 1;
  try {
    if (refreshMilliseconds > 0) await delay(refreshMilliseconds);
    await next();
  } finally {
    refreshes.running -= 1;
  }
};

const refresh: Step = async (c) => {
  const { practice, form, client } = c.var;
  const pair = practice.tokens.refresh(client, form.get("refresh_token") ?? "");
  if (pair === undefined) return refuse(c, "the refresh token is unknown or expired");
  return answerTokens(c, pair, !practice.behaviour.refreshAnswerWithoutRefreshToken);
};

/** `grant_type=refresh_token`: a new access token beside the same refresh token (r_OAuthAPIRequestParameters.md). */
export const refreshToken: Step = every(refuseNowAndThen, takeTime, refresh);

const findPair = ({ var: { practice, form, client } }: PracticeContext): TokenPair | undefined =>
  practice.tokens.findRefresh(client, form.get("refresh_token") ?? "");

const refuse = (c: PracticeContext, description: string) =>
  answerRefusal(c, { error: "invalid_grant", description });
