import { isAuthError } from "@nowtoken/core";
import { type Context, Hono } from "hono";
import { showFailure } from "../../redirect/answer.ts";
import { type LogOutWay, logOutWays } from "../page-profiles.ts";
import { page } from "../views/layout.tsx";
import { LogOutPage } from "../views/logins/log-out-page.tsx";
import type { LoginEnv } from "./login-env.ts";

/** The end of a login, behind a question. */
export const logOutRoutes = new Hono<LoginEnv>()
  .get("/log-out", (c) => show(c))
  .post("/log-out", async (c) => {
    const { profiles, login, session, options, form } = c.var;
    const way = logOutWays.find((known) => known === form.get("way"));
    if (way === undefined) return c.text("bad request", 400);
    try {
      const { isDone, sentences } = await profiles.logOut(login.name, way);
      if (!isDone) return show(c, way, { message: sentences.join(" "), fix: [notRevoked] });
      session.notice = sentences;
      return c.redirect("/logins", 303);
    } catch (error) {
      if (!isAuthError(error)) throw error;
      options.onFailure?.(error);
      return show(c, way, showFailure(error, options.describeFailure));
    }
  });

const notRevoked =
  "What is not proved dead is kept: try again, or revoke the tokens at the instance, in System OAuth › Manage Tokens.";

interface LogOutFailure {
  readonly message: string;
  readonly fix?: readonly string[];
}

function show(c: Context<LoginEnv>, way?: LogOutWay, failure?: LogOutFailure) {
  const { login, formToken } = c.var;
  return c.html(page(<LogOutPage {...{ login, formToken, way, failure }} />));
}
