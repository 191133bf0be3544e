import { Hono } from "hono";
import { messagePage } from "../pages/message.ts";
import type { PracticeEnv, Step } from "../practice.ts";

// KB0961309, word for word.
const sentence =
  "Your OAuth redirect failed. Please check if the redirect URL setup in your OAuth configuration matches your ServiceNow instance URL.";

/** The page of logins that the instance itself began; another client's code stays in the address bar, unused (inferred). */
const showFailure: Step = async (c) => c.html(messagePage("OAuth redirect failed", sentence));

/** `/oauth_redirect.do`: 200 without a redirect (the status is inferred). */
export const failedRedirectEndpoint = new Hono<PracticeEnv>().get("/oauth_redirect.do", showFailure);
