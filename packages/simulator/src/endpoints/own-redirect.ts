import { Hono } from "hono";
import { failedRedirectPage } from "../pages/failed-redirect.ts";
import { messagePage } from "../pages/message.ts";
import type { PracticeEnv, Step } from "../practice.ts";

/** The page of logins that the instance itself began; another client's code stays in the address bar, unused (inferred). */
const showFailure: Step = async (c) => c.html(failedRedirectPage());

/** What is missing is said as people report it (community td-p/3532967); where, and what follows a success, is a guess. */
const redeemElsewhere: Step = async (c, next) => {
  const { outboundProvider } = c.var.practice.behaviour;
  const code = c.req.query("code");
  if (outboundProvider === undefined || code === undefined) return next();
  const answer = Object(await (await outboundProvider(code)).json());
  const text =
    "access_token" in answer
      ? "The token was received."
      : "invalid_request, Missing parameters: access_token";
  return c.html(messagePage("OAuth", text));
};

/** `/oauth_redirect.do`: 200 without a redirect (the status is inferred). */
export const ownRedirectEndpoint = new Hono<PracticeEnv>().get(
  "/oauth_redirect.do",
  redeemElsewhere,
  showFailure,
);
