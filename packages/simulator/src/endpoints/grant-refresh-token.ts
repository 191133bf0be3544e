import type { Step } from "../practice.ts";
import { answerTokens } from "./token-answer.ts";
import { answerRefusal } from "./token-refusal.ts";

/** `grant_type=refresh_token`: a new access token beside the same refresh token (r_OAuthAPIRequestParameters.md). */
export const refreshToken: Step = async (c) => {
  const { practice, form, client } = c.var;
  const pair = practice.tokens.refresh(client, form.get("refresh_token") ?? "");
  if (pair === undefined) {
    return answerRefusal(c, {
      error: "invalid_grant",
      description: "the refresh token is unknown or expired",
    });
  }
  return answerTokens(c, pair, !practice.behaviour.refreshAnswerWithoutRefreshToken);
};
