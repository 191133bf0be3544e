import { createHash } from "node:crypto";
import {
  buildGuide,
  connectorRegistrations,
  type GuideVariant,
  guideVariants,
  loopbackUriOf,
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
    const planned = plan(c);
    if (planned === undefined) return c.html(ask(c));
    const { record, withLoopback } = planned;
    const variant = variantOf(c.req.query("ui"));
    const done = await c.var.checklist.read(listOf(record, variant));
    const { formToken, options, session } = c.var;
    const { product } = session.guide;
    const keepsLogins = options.profiles !== undefined;
    const guide = buildGuide(record, variant);
    const request = renderRequestMail(record);
    const shown = { guide, variant, done, request, formToken, keepsLogins, product, withLoopback };
    return c.html(page(<GuidePage {...shown} />));
  })
  .post("/guide/choices", (c) => {
    const { session, form } = c.var;
    const product = connectorRegistrations.find(({ id }) => id === form.get("product"))?.id;
    session.guide = { product, withLoopback: form.has("withLoopback") };
    return c.redirect(`/guide?ui=${variantOf(form.get("ui") ?? undefined)}`, 303);
  })
  .post("/guide/open", (c) => {
    const { session, form } = c.var;
    session.form = form.has("scopes")
      ? readSettingsForm(form, session.form)
      : withInstance(session.form, form);
    return c.redirect("/guide", 303);
  })
  .post("/guide", async (c) => {
    const record = plan(c)?.record;
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

interface Plan {
  readonly record: RegistryRecord;
  /** Undefined where it cannot be chosen: the login comes back there, or to the product. */
  readonly withLoopback: boolean | undefined;
}

/** Undefined as long as nobody has said where the instance is. Throws CONFIG_INVALID. */
function plan(c: PageContext): Plan | undefined {
  const { form, guide } = c.var.session;
  const settings = plannedSettings(form);
  if (settings === undefined) return undefined;
  const { redirectUri, instanceUrl } = settings;
  const comesBackHere = loopbackUriOf({ redirectUris: [redirectUri], instanceUrl }) !== undefined;
  const record = planRegistryRecord({
    settings,
    connector: connectorRegistrations.find(({ id }) => id === guide.product),
    isPublic: form.isPublic,
    withLoopback: comesBackHere || guide.withLoopback,
  });
  const isFree = !comesBackHere && !record.productLogsIn;
  return { record, withLoopback: isFree ? guide.withLoopback : undefined };
}

/** What is ticked is true of one record: with other values its steps are to be done again. */
function listOf(record: RegistryRecord, variant: GuideVariant): string {
  const values = createHash("sha256").update(JSON.stringify(record)).digest("base64url").slice(0, 12);
  return `${record.instanceUrl} ${variant} ${values}`;
}
