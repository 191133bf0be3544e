import { formValues, otherRedirect, scopeValues, secretStep } from "./guide-parts.ts";
import { type InstructionSection, section } from "./instructions.ts";
import { otherScopesNote } from "./record-values.ts";
import type { RegistryRecord } from "./registry-record.ts";

/**
 * The classic Application Registry, as NiCE's guide has it (t_CreateEndpointforExternalClients.md); what the guide fills
 * in three visits to the form is filled in one.
 */
export function classicSteps(record: RegistryRecord): InstructionSection[] {
  return [
    section({
      id: "classic-new",
      title: "Begin the record",
      isStep: true,
      actions: [
        `Sign in to ${record.instanceUrl} as an administrator.`,
        "Open All > System OAuth > Application Registry.",
        'Click New, then "Create an OAuth API endpoint for external clients".',
      ],
    }),
    section({
      id: "classic-fill",
      title: "Fill the form and submit it",
      isStep: true,
      actions: [
        "Copy each value below into its field. Redirect URL opens for typing when you click its lock.",
        ...(record.isPublic ? [] : ["Leave Client Secret empty: the instance then makes one."]),
        "Click Submit.",
      ],
      values: [
        ...formValues(
          record,
          [
            "name",
            "redirect_url",
            "refresh_token_lifespan",
            "access_token_lifespan",
            "public_client",
            "use_pkce",
            "active",
          ],
          "classic",
        ),
        ...otherRedirect(record),
      ],
    }),
    ...scopeStep(record),
    secretStep(record, "classic-secret"),
  ];
}

function scopeStep(record: RegistryRecord): InstructionSection[] {
  if (record.scopes.length === 0) return [];
  return [
    section({
      id: "classic-scopes",
      title: "Add the scopes",
      isStep: true,
      actions: [
        `Open the record ${record.name} again and go to its related lists, below the form.`,
        "In OAuth Scopes (on some releases: Auth Scopes) add each scope: search for it, or click New, enter its name, and click Submit.",
        "Take the useraccount that the search finds; do not make a second one of that name.",
        "If there is a second list, OAuth Entity Scopes, add the same names there.",
      ],
      values: scopeValues(record),
      // rest-api-scope-troubleshooting.md for the first; sources disagree about which of the two lists counts.
      notes: [
        ...otherScopesNote(record.scopes),
        "A useraccount that was made anew is not the one that the instance knows.",
        "Nobody outside ServiceNow knows for certain which of the two lists the instance checks, so both have the same rows.",
      ],
    }),
  ];
}
