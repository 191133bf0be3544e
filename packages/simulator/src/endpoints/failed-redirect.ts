import { Hono } from "hono";
import { failedRedirectPage } from "../pages/failed-redirect.ts";
import type { PracticeEnv, Step } from "../practice.ts";

/** The page of logins that the instance itself began; another client's code stays in the address bar, unused (inferred). */
const showFailure: Step = async (c) => c.html(failedRedirectPage());

/** `/oauth_redirect.do`: 200 without a redirect (the status is inferred). */
export const failedRedirectEndpoint = new Hono<PracticeEnv>().get("/oauth_redirect.do", showFailure);
