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
import { plannedSettings } from "../settings-form.ts";
import { GuidePage } from "../views/guide-page.tsx";
import { page } from "../views/layout.tsx";

/** How to make the OAuth record, as a list that remembers what is done. */
export const guideRoutes = new Hono<PageEnv>()
  .get("/guide", async (c) => {
    const record = plannedRecord(c);
    if (record === undefined) return c.redirect("/", 303);
    const variant = variantOf(c.req.query("ui"));
    const done = await c.var.checklist.read(listOf(record, variant));
    const { formToken } = c.var;
    const guide = buildGuide(record, variant);
    const request = renderRequestMail(record);
    return c.html(page(<GuidePage {...{ guide, variant, done, request, formToken }} />));
  })
  .post("/guide", async (c) => {
    const record = plannedRecord(c);
    if (record === undefined) return c.redirect("/", 303);
    const { form, checklist } = c.var;
    const variant = variantOf(form.get("ui") ?? undefined);
    const id = form.get("step");
    const step = buildGuide(record, variant).sections.find((section) => section.id === id);
    if (step?.isStep) await checklist.tick(listOf(record, variant), { id: step.id, done: form.has("done") });
    return c.redirect(`/guide?ui=${variant}#${step?.id ?? ""}`, 303);
  });

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
