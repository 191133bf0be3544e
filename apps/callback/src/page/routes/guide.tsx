import {
  buildGuide,
  type GuideVariant,
  guideVariants,
  planRegistryRecord,
  type RegistryRecord,
  renderRequestMail,
} from "@nowtoken/core";
import { Hono } from "hono";
import type { PageContext, PageEnv } from "../page-env.ts";
import { checkSettingsForm, plannedSettings, readSettingsForm, type SettingsForm } from "../settings-form.ts";
import { GuidePage } from "../views/guide-page.tsx";
import { GuideQuestion } from "../views/guide-question.tsx";
import { page } from "../views/layout.tsx";

/** How to make the OAuth record, as a list that remembers what is done. */
export const guideRoutes = new Hono<PageEnv>()
  .get("/guide", async (c) => {
    const record = plannedRecord(c);
    if (record === undefined) return c.html(ask(c));
    const variant = variantOf(c.req.query("ui"));
    const done = await c.var.checklist.read(listOf(record, variant));
    const { formToken, options } = c.var;
    const keepsLogins = options.profiles !== undefined;
    const guide = buildGuide(record, variant);
    const request = renderRequestMail(record);
    return c.html(page(<GuidePage {...{ guide, variant, done, request, formToken, keepsLogins }} />));
  })
  .post("/guide/open", (c) => {
    const { session, form } = c.var;
    session.form = form.has("scopes")
      ? readSettingsForm(form, session.form)
      : withInstance(session.form, form);
    return c.redirect("/guide", 303);
  })
  .post("/guide", async (c) => {
    const record = plannedRecord(c);
    if (record === undefined) return c.redirect("/guide", 303);
    const { form, checklist } = c.var;
    const variant = variantOf(form.get("ui") ?? undefined);
    const id = form.get("step");
    const step = buildGuide(record, variant).sections.find((section) => section.id === id);
    if (step?.isStep) await checklist.tick(listOf(record, variant), { id: step.id, done: form.has("done") });
    return c.redirect(`/guide?ui=${variant}#${step?.id ?? ""}`, 303);
  });

/** Another instance, the rest of the form as it was. */
const withInstance = (before: SettingsForm, fields: URLSearchParams): SettingsForm => ({
  ...before,
  raw: { ...before.raw, instance: fields.get("instance")?.trim() || undefined, instanceUrl: undefined },
});

/** The instance, with what is wrong with it where something was typed. */
function ask(c: PageContext) {
  const { session, formToken } = c.var;
  const { form } = session;
  const checked = form.raw.instance === undefined ? { problems: [] } : checkSettingsForm(form);
  const problems = "problems" in checked ? checked.problems.filter(({ key }) => key === "instance") : [];
  return page(<GuideQuestion {...{ form, problems, formToken }} />);
}

const variantOf = (name: string | undefined): GuideVariant =>
  guideVariants.find((variant) => variant === name) ?? "console";

/** Undefined as long as nobody has said where the instance is. */
function plannedRecord(c: PageContext): RegistryRecord | undefined {
  const { form } = c.var.session;
  const settings = plannedSettings(form);
  return settings && planRegistryRecord({ settings, isPublic: form.isPublic });
}

const listOf = ({ instanceUrl }: RegistryRecord, variant: GuideVariant): string =>
  `${instanceUrl} ${variant}`;
