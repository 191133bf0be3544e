import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { showFailure } from "../../redirect/answer.ts";
import { canRenew, selectLogins } from "../login-list.ts";
import { blankForm } from "../settings-form.ts";
import { page } from "../views/layout.tsx";
import { LoginsPage } from "../views/logins/logins-page.tsx";
import { handOverRoutes } from "./hand-over.tsx";
import { logOutRoutes } from "./log-out.tsx";
import type { LoginEnv } from "./login-env.ts";
import { verifyRoutes } from "./verify.tsx";

/** A profile's name as it stands in a path: exactly so, nothing in it encoded. */
const login = "/:name{[A-Za-z0-9][A-Za-z0-9._-]*}";

const onlyWithProfiles = createMiddleware<LoginEnv>(async (c, next) => {
  const { profiles } = c.var.options;
  if (profiles === undefined) return c.notFound();
  c.set("profiles", profiles);
  return next();
});

/** Leads away whoever means a login that is gone, or that cannot be read. */
const onlyWithLogin = createMiddleware<LoginEnv>(async (c, next) => {
  const found = c.var.profiles.find(c.req.param("name") ?? "");
  if (found?.profile === undefined) return c.redirect("/logins", 303);
  c.set("login", found);
  return next();
});

/** The logins that are kept, and what can be done with each. */
export const loginsRoutes = new Hono<LoginEnv>()
  .use(onlyWithProfiles)
  .get("/", (c) => {
    const { profiles, options, session, formToken } = c.var;
    const { notice } = session;
    session.notice = [];
    const now = options.effects.now();
    const { find = "", page: number } = c.req.query();
    const selection = selectLogins(profiles.list(), { find, page: Number(number), now });
    const describe = (error: unknown) => showFailure(error, options.describeFailure);
    return c.html(page(<LoginsPage {...{ selection, find, now, notice, formToken, describe }} />));
  })
  .post("/new", (c) => {
    c.var.session.form = blankForm(c.var.options.settings);
    return c.redirect("/", 303);
  })
  .use(`${login}/*`, onlyWithLogin)
  .post(`${login}/renew`, async (c) => {
    const { profiles, session } = c.var;
    const { name, profile } = c.var.login;
    if (!canRenew(c.var.login)) return c.redirect("/logins", 303);
    const raw = await profiles.settingsOf(name);
    session.form = { raw, isPublic: raw.clientSecret === undefined };
    const renews = { name, userName: profile.login?.user?.userName };
    await session.begin({ raw, isPractice: false, forceConsent: false, renews });
    return c.redirect("/authorise", 303);
  })
  .route(login, verifyRoutes)
  .route(login, handOverRoutes)
  .route(login, logOutRoutes)
  // Where a form's answer stands in the address bar, and somebody asks for it again.
  .get("*", (c) => c.redirect("/logins", 303));
