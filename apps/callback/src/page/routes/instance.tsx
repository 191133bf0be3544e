import { isAuthError } from "@nowtoken/core";
import { Hono } from "hono";
import type { PageOptions } from "../options.ts";
import type { PageContext, PageEnv } from "../page-env.ts";
import {
  checkSettingsForm,
  type FormProblem,
  readSettingsForm,
  registeredValues,
  type SettingsForm,
} from "../settings-form.ts";
import { InstancePage } from "../views/instance-page.tsx";
import { page } from "../views/layout.tsx";

/** The form, its check as it is typed, and what begins a login. */
export const instanceRoutes = new Hono<PageEnv>()
  .get("/", (c) => c.html(show(c, c.var.session.form)))
  .post("/", async (c) => {
    const { session, form: fields } = c.var;
    const form = readSettingsForm(fields, session.form);
    session.form = form;
    const checked = checkSettingsForm(form);
    if ("problems" in checked) return c.html(show(c, form, checked.problems));
    await session.begin({ raw: form.raw, isPractice: false, forceConsent: false });
    return c.redirect("/authorise", 303);
  })
  .post("/check", (c) => {
    const form = readSettingsForm(c.var.form, c.var.session.form);
    const checked = checkSettingsForm(form);
    const problems = "problems" in checked ? checked.problems : [];
    return c.json({
      problems: Object.fromEntries(
        // What is still missing is no mistake while somebody types.
        problems.filter(({ kind }) => kind !== "missing").map(({ key, text }) => [key, text]),
      ),
      redirectUri: registeredValues(form).redirectUri ?? null,
    });
  })
  .post("/practice", async (c) => {
    if (c.var.options.practice === undefined) return c.notFound();
    await c.var.session.beginPractice();
    return c.redirect("/authorise", 303);
  });

function show(c: PageContext, form: SettingsForm, problems: readonly FormProblem[] = []) {
  const { options, session, formToken } = c.var;
  const outcome = session.login?.outcome;
  const tokens = outcome && "tokens" in outcome ? outcome.tokens : undefined;
  return page(
    <InstancePage
      form={form}
      formToken={formToken}
      problems={problems}
      registered={registeredValues(form)}
      offersPractice={options.practice !== undefined}
      canListen={options.listen !== undefined}
      holds={tokens}
      keepsLogins={options.profiles !== undefined}
      defaultName={form.raw.store === "none" ? undefined : defaultNameOf(options)}
    />,
  );
}

/** Undefined where no login is kept; a store that cannot be read keeps nobody from logging in. */
function defaultNameOf({ profiles }: PageOptions): string | undefined {
  try {
    return profiles?.defaultName();
  } catch (error) {
    if (isAuthError(error)) return undefined;
    throw error;
  }
}
