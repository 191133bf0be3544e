import { Hono } from "hono";
import { messagePage } from "../pages/message.ts";
import type { PracticeEnv, Step } from "../practice.ts";
import { redirectWithCode, redirectWithDenial } from "./authorization-redirect.ts";
import { currentSession } from "./browser-session.ts";

const readForm: Step = async (c, next) => {
  c.set("form", new URLSearchParams(await c.req.text()));
  await next();
};

const requireLogin: Step = async (c, next) => {
  const { user } = currentSession(c);
  if (user === undefined) return c.redirect("/login.do");
  c.set("user", user);
  return next();
};

/** `sysparm_ck` names the consent page that was answered; each is answered once. The refusal is a guess. */
const takeRequest: Step = async (c, next) => {
  const { consents } = currentSession(c);
  const formToken = c.var.form.get("sysparm_ck") ?? "";
  const request = consents.get(formToken);
  if (request === undefined) return c.html(messagePage("Error", "This page has expired."), 403);
  consents.delete(formToken);
  c.set("request", request);
  return next();
};

/** Allow sends `authorize` (scripts in the wild); anything else counts as Deny (guess). */
const decide: Step = async (c) => {
  const { practice, form, user, request } = c.var;
  if (form.get("oauth_auth_check_action") !== "authorize") return redirectWithDenial(c, request);
  return redirectWithCode(c, practice.codes.issue(request, user).code, request);
};

/** `POST /oauth_auth.do`: the answer to the consent page. */
export const consentEndpoint = new Hono<PracticeEnv>().post(
  "/oauth_auth.do",
  readForm,
  requireLogin,
  takeRequest,
  decide,
);
