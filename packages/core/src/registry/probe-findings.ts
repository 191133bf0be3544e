import { type Finding, failed, note } from "./finding.ts";
import type { ClientProbe } from "./probe.ts";

/** What a look from outside tells of a record. */
export function findingsOfProbe(
  { client, redirectUri }: ClientProbe,
  { clientId, redirectUri: uri }: { readonly clientId: string; readonly redirectUri: string },
): Finding[] {
  if (client === "unknown") {
    return [
      failed("client-unknown", {
        what: `The instance knows no active record with the client id ${clientId}`,
        why: "A login is refused before anybody can sign in.",
        fix: "Copy Client ID from the record again, and check that the record is active and on this instance: a clone takes records away.",
      }),
    ];
  }
  if (client === "hidden") {
    return [
      note("hidden", {
        what: "The instance asks everybody to sign in before it looks at the record, so nothing can be seen from outside.",
        why: "Whether the client id and the redirect URL are right shows at the login.",
        fix: "Check with an administrator's rights: --admin-user NAME.",
      }),
    ];
  }
  if (redirectUri === "hidden") {
    return [
      note("redirect-hidden", {
        what: "The instance refuses no redirect URL from outside, a made-up one neither.",
        // t_CreateEndpointforExternalClients.md
        why: "It may fall back to the first one of the record's list, and the code then goes there.",
        fix: "Look into the record with an administrator's rights, or see where the login comes back to.",
      }),
    ];
  }
  if (redirectUri === "accepted") return [];
  return [
    failed("redirect-refused", {
      what: `The instance refuses the redirect URL ${uri}`,
      why: "It compares byte by byte with the record's list.",
      fix: "Add exactly this address to the record's Redirect URL, with a comma between two.",
    }),
  ];
}
