import { explain, isAuthError, settingsWarnings } from "@nowtoken/core";
import { Hono } from "hono";
import { showFailure } from "../../redirect/answer.ts";
import type { PageContext, PageEnv } from "../page-env.ts";
import { stageOf } from "../session.ts";
import { AuthorisePage } from "../views/authorise-page.tsx";
import { FailedPage } from "../views/failed-page.tsx";
import { page } from "../views/layout.tsx";

/** The wait for the person's consent, its answer pasted, and its failure. */
export const authoriseRoutes = new Hono<PageEnv>()
  .get("/authorise", (c) => show(c, undefined))
  .post("/authorise", async (c) => {
    const { session, form } = c.var;
    if (session.login === undefined) return c.redirect("/", 303);
    const { start } = session.login;
    const { raw, isPractice } = start;
    const changes = ["redirectUri", "scopes"].flatMap((key) => form.getAll(key).map((value) => [key, value]));
    const changed = { ...raw, ...Object.fromEntries(changes) };
    await session.begin({ ...start, raw: changed, forceConsent: form.has("forceConsent") });
    if (!isPractice) session.form = { ...session.form, raw: changed };
    return c.redirect("/authorise", 303);
  })
  .post("/redirect", async (c) => {
    const attempt = c.var.session.login?.attempt;
    try {
      await attempt?.receive(c.var.form.get("redirect") ?? "");
    } catch (error) {
      // Not the answer: whatever ends the login is its outcome, and has a page of its own.
      if (attempt?.status === "waiting") {
        if (isAuthError(error)) c.var.options.onFailure?.(error);
        return show(c, error);
      }
    }
    return c.redirect(stageOf(c.var.session), 303);
  })
  .get("/failed", (c) => {
    const { session, options, formToken } = c.var;
    const { login } = session;
    if (login?.outcome === undefined || !("error" in login.outcome)) return c.redirect(stageOf(session), 303);
    const { error } = login.outcome;
    const answer = showFailure(error, options.describeFailure);
    const causes = isAuthError(error) ? explain(error).causes : [];
    const isRefusal = isAuthError(error, "TOKEN_REQUEST_REJECTED");
    const keepsLogins = options.profiles !== undefined;
    return c.html(page(<FailedPage {...{ login, answer, formToken, causes, isRefusal, keepsLogins }} />));
  });

function show(c: PageContext, refusal: unknown) {
  const { session, options, formToken } = c.var;
  const { login } = session;
  const stage = stageOf(session);
  if (login === undefined || stage !== "/authorise") return c.redirect(stage, 303);
  const shown = refusal === undefined ? undefined : showFailure(refusal, options.describeFailure);
  const cameBackTo =
    isAuthError(refusal, "REDIRECT_MALFORMED") && refusal.details.ours ? refusal.details.received : undefined;
  const warnings = settingsWarnings(login.settings).map(toSentence);
  const keepsLogins = options.profiles !== undefined;
  const props = { login, formToken, warnings, refusal: shown, cameBackTo, keepsLogins };
  return c.html(page(<AuthorisePage {...props} />));
}

const toSentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
