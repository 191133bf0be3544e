import { formValues, otherRedirect, scopeValues, secretStep } from "./guide-parts.ts";
import { type InstructionSection, section } from "./instructions.ts";
import { otherScopesNote } from "./record-values.ts";
import type { RegistryRecord } from "./registry-record.ts";

/** Machine Identity Console and New Inbound Integration Experience (configure-an-oauth-authorization-code-grant.md, Zurich on). */
export function consoleSteps(record: RegistryRecord): InstructionSection[] {
  return [
    section({
      id: "console-new",
      title: "Begin the integration",
      isStep: true,
      actions: [
        `Sign in to ${record.instanceUrl} as an administrator.`,
        "Open All > System OAuth > Application Registry, click New, then New Inbound Integration Experience. Or open the Machine Identity Console, then Inbound integrations > New integration.",
        'Choose "OAuth - Authorization code grant".',
      ],
    }),
    section({
      id: "console-fill",
      title: "Fill the form and save it",
      isStep: true,
      actions: [
        "Copy each value below into its field.",
        ...(record.scopes.length === 0
          ? []
          : ["In Auth scope pick the scopes of step 3 that it offers, useraccount at least."]),
        ...(record.isPublic
          ? []
          : [
              "Leave Client secret empty, so that the instance makes one; copy it before you leave the form if it is shown.",
            ]),
        "Click Save.",
      ],
      values: [
        ...formValues(record, ["name"], "console"),
        {
          label: "Provider name",
          value: record.name,
          reason: "The form demands one; nothing depends on it.",
        },
        ...formValues(
          record,
          [
            "redirect_url",
            "refresh_token_lifespan",
            "access_token_lifespan",
            "public_client",
            "use_pkce",
            "token_format",
            "scope_restriction_status",
          ],
          "console",
        ),
        {
          label: "Enforce token restriction",
          value: "not ticked",
          isChoice: true,
          reason: "Ticked, only APIs with an access policy for this record would answer.",
        },
        ...otherRedirect(record),
      ],
      notes: [
        "If the form shows no Redirect URLs, save it, open the record in System OAuth > Application Registry, and fill them in there (seen by one administrator).",
      ],
    }),
    ...scopeStep(record),
    secretStep(record, "console-secret"),
  ];
}

function scopeStep(record: RegistryRecord): InstructionSection[] {
  if (record.scopes.length === 0) return [];
  return [
    section({
      id: "console-scopes",
      title: "Add the scopes",
      isStep: true,
      actions: [
        `Open All > System OAuth > Application Registry, and there the record ${record.name}.`,
        "In its related lists below the form, OAuth Entity Scopes and Auth Scopes, add each scope that is not there yet: click New, enter its name, and click Submit.",
        "Take the useraccount that the search finds; do not make a second one of that name.",
      ],
      values: scopeValues(record),
      // Field notes: the wizard writes to one of the two tables only, and the token endpoint reads the other.
      notes: [
        ...otherScopesNote(record.scopes),
        "The form of step 2 fills one of the two lists, and instances have been seen that check the other.",
      ],
    }),
  ];
}
