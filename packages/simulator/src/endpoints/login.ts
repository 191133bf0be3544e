import { Hono } from "hono";
import { messagePage } from "../pages/message.ts";
import { signInPage } from "../pages/sign-in.ts";
import type { PracticeContext, PracticeEnv, Step } from "../practice.ts";
import { currentSession, findSession, keep } from "./browser-session.ts";

const showForm: Step = async (c) => answerForm(c, false);

const readForm: Step = async (c, next) => {
  c.set("form", new URLSearchParams(await c.req.text()));
  await next();
};

/** A missing `sysparm_ck` is let through: a bare POST of name and password works in public scripts. */
const checkFormToken: Step = async (c, next) => {
  const formToken = c.var.form.get("sysparm_ck");
  if (formToken !== null && formToken !== currentSession(c).formToken) return answerForm(c, true);
  return next();
};

const signIn: Step = async (c) => {
  const { users, sessions } = c.var.practice;
  const { form } = c.var;
  const user = users.find(({ userName }) => userName === form.get("user_name"));
  // Web service access only keeps a user out of the browser (docs.glean.com); a new password is asked for on another page.
  const isUsable = user?.active && !user.lockedOut && !user.passwordNeedsReset && !user.webServiceAccessOnly;
  const isRight = user?.password === form.get("user_password");
  if (form.get("sys_action") !== "sysverb_login" || !isUsable || !isRight) {
    return answerForm(c, true);
  }
  const before = findSession(c);
  if (before) sessions.end(before.id);
  keep(c, sessions.start(user));
  return c.redirect(before?.returnTo ?? "/");
};

/** What the browser sees after a login that led nowhere, and whoever opens the instance's address (guess). */
const showHome: Step = async (c) => {
  const { user } = currentSession(c);
  const text = user === undefined ? "Nobody is signed in." : `Signed in as ${user.displayName}.`;
  return c.html(messagePage("Practice instance", text));
};

/** `/login.do`: the form that posts `user_name`, `user_password` and `sys_action=sysverb_login`. */
export const loginEndpoint = new Hono<PracticeEnv>()
  .get("/", showHome)
  .get("/login.do", showForm)
  .post("/login.do", readForm, checkFormToken, signIn);

function answerForm(c: PracticeContext, failed: boolean) {
  const { formToken } = currentSession(c);
  return c.html(signInPage({ formToken, user: c.var.practice.users[0], failed }));
}
