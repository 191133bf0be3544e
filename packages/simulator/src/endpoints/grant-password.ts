import { every } from "hono/combine";
import type { Step } from "../practice.ts";
import { getsRefreshToken, issueTokens } from "./token-answer.ts";
import { answerRefusal } from "./token-refusal.ts";

/** Error and description: community m-p/3230133; its status is not recorded (guess). */
const requireProperty: Step = async (c, next) =>
  c.var.practice.behaviour.passwordGrant === "disabled"
    ? answerRefusal(c, {
        error: "unsupported_grant_type",
        description: "Invalid grant_type: password",
        isAlwaysNamed: true,
      })
    : next();

/** Nobody is asked for a second factor. Whether Web service access only is in the way is disputed: here it is not. */
const findUser: Step = async (c, next) => {
  const { practice, form } = c.var;
  const user = practice.users.find(({ userName }) => userName === form.get("username"));
  const isUsable = user?.active && !user.lockedOut && !user.passwordNeedsReset;
  if (!isUsable || user.password !== form.get("password")) {
    return answerRefusal(c, { error: "invalid_grant", description: "user name or password is wrong" });
  }
  c.set("user", user);
  return next();
};

/** `grant_type=password` (RFC 6749 §4.3). */
export const password: Step = every(requireProperty, findUser, issueTokens(getsRefreshToken));
