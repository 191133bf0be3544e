import { answerJson } from "../answers.ts";
import type { Step } from "../practice.ts";
import { toTokenAnswer } from "../tokens.ts";
import { answerRefusal } from "./token-refusal.ts";

/** `grant_type=refresh_token`: a new access token beside the same refresh token (r_OAuthAPIRequestParameters.md). */
export const refreshToken: Step = async (c) => {
  const { practice, form, client } = c.var;
  const { behaviour, tokens, now } = practice;
  const pair = tokens.refresh(client, form.get("refresh_token") ?? "");
  if (pair === undefined) {
    return answerRefusal(c, {
      error: "invalid_grant",
      description: "the refresh token is unknown or expired",
    });
  }
  const answer = toTokenAnswer(pair, now(), !behaviour.refreshAnswerWithoutRefreshToken);
  return answerJson(c, behaviour.tokenAnswer(answer));
};
