import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { showFailure } from "../../redirect/answer.ts";
import { selectLogins } from "../login-list.ts";
import type { PageEnv } from "../page-env.ts";
import type { ListedLogin, PageProfiles } from "../page-profiles.ts";
import { blankForm } from "../settings-form.ts";
import { page } from "../views/layout.tsx";
import { LoginsPage } from "../views/logins/logins-page.tsx";

/** The environment of the pages about logins that are kept. */
export interface LoginsEnv {
  Bindings: PageEnv["Bindings"];
  Variables: PageEnv["Variables"] & { profiles: PageProfiles };
}

/** A profile's name as it stands in a path: exactly so, nothing in it encoded. */
const name = ":name{[A-Za-z0-9][A-Za-z0-9._-]*}";

const onlyWithProfiles = createMiddleware<LoginsEnv>(async (c, next) => {
  const { profiles } = c.var.options;
  if (profiles === undefined) return c.notFound();
  c.set("profiles", profiles);
  return next();
});

/** The logins that are kept, and what begins another login like one of them. */
export const loginsRoutes = new Hono<LoginsEnv>()
  .use(onlyWithProfiles)
  .get("/", (c) => {
    const { profiles, options, formToken } = c.var;
    const now = options.effects.now();
    const { find = "", page: number } = c.req.query();
    const selection = selectLogins(profiles.list(), { find, page: Number(number), now });
    const describe = (error: unknown) => showFailure(error, options.describeFailure);
    return c.html(page(<LoginsPage {...{ selection, find, now, formToken, describe }} />));
  })
  .post("/new", (c) => {
    c.var.session.form = blankForm(c.var.options.settings);
    return c.redirect("/", 303);
  })
  .post(`/${name}/renew`, async (c) => {
    const { profiles, session, options } = c.var;
    const login = profiles.find(c.req.param("name"));
    if (login === undefined) return c.redirect("/logins", 303);
    const raw = { wait: options.settings?.wait, ...(await profiles.settingsOf(login.name)) };
    session.form = { raw, isPublic: raw.clientSecret === undefined };
    await session.begin({ raw, isPractice: false, forceConsent: false, renews: renewalOf(login) });
    return c.redirect("/authorise", 303);
  })
  // Where a form's answer stands in the address bar, and somebody asks for it again.
  .get("*", (c) => c.redirect("/logins", 303));

const renewalOf = ({ name, profile }: ListedLogin) => ({ name, userName: profile?.login?.user?.userName });
