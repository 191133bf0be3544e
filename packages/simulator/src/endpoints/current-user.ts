import { Hono } from "hono";
import { answerApiError, answerJson } from "../answers.ts";
import type { PracticeEnv, Step } from "../practice.ts";
import { checkAccess } from "./api-access.ts";
import { authenticate, currentUserPath } from "./api-authentication.ts";

/** Undocumented but widely used; the keys as several clients read them. */
const answerCurrentUser: Step = async (c) => {
  if (!c.var.practice.behaviour.currentUserEndpoint) {
    // Status and words are a guess.
    return answerApiError(c, 400, {
      message: "Requested URI does not represent any resource",
      detail: null,
    });
  }
  const { userName, sysId, displayName, email, roles } = c.var.user;
  const result = {
    user_sys_id: sysId,
    user_name: userName,
    user_display_name: displayName,
    user_email: email,
    roles,
  };
  return answerJson(c, { result });
};

/** Whom a token belongs to. */
export const currentUserEndpoint = new Hono<PracticeEnv>().get(
  currentUserPath,
  authenticate,
  checkAccess,
  answerCurrentUser,
);
