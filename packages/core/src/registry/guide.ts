import { classicSteps } from "./guide-classic.ts";
import { lifespanSection, productionSection } from "./guide-closing.ts";
import { consoleSteps } from "./guide-console.ts";
import type { Instructions } from "./instructions.ts";
import type { RegistryRecord } from "./registry-record.ts";

/** The form to fill: the classic Application Registry, or the one that the Zurich release put in its place. */
export type GuideVariant = "classic" | "console";

export const guideVariants: readonly GuideVariant[] = ["console", "classic"];

/** Part 1 of NiCE's guide, and its last section, with the record's own values. */
export function buildGuide(record: RegistryRecord, variant: GuideVariant): Instructions {
  const { instanceUrl, product } = record;
  const steps = variant === "classic" ? classicSteps(record) : consoleSteps(record);
  return {
    title: `The OAuth record${product === undefined ? "" : ` for ${product}`} on ${new URL(instanceUrl).host}`,
    intro: [
      variantNotes[variant],
      "You need the role admin or oauth_admin (in the Machine Identity Console also mi_admin).",
    ],
    sections: [...steps, lifespanSection(record), ...productionSection(record)],
  };
}

const variantNotes: Readonly<Record<GuideVariant, string>> = {
  console:
    'These are the steps from the Zurich release on. If New offers "Create an OAuth API endpoint for external clients" and no New Inbound Integration Experience, your release is older: take the steps of the classic form.',
  classic:
    "These are the steps of the classic Application Registry, up to the Yokohama release. From Zurich on the choice in step 1 is deprecated: if it is not there, take the steps of the new form.",
};
