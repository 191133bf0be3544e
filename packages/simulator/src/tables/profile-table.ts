import type { PracticeClient } from "../options.ts";
import { sysIdOf } from "../sys-id.ts";
import { registryRoles } from "./registry-roles.ts";
import { createStoredTable } from "./stored-table.ts";
import { operationFailed, type Row, type Table } from "./table.ts";

const businessRule = "Validate OAuth entity profile";

/** `oauth_entity_profile`: one default profile comes with every client, and a business rule refuses a second one. */
export function createProfileTable(clients: readonly PracticeClient[]): Table {
  return createStoredTable({
    columns: ["name", "oauth_entity", "default", "grant_type"],
    references: { oauth_entity: "oauth_entity" },
    readers: registryRoles,
    writers: registryRoles,
    given: () => clients.map(toDefaultProfile),
    check: (row, others) => (others.some((other) => areBothDefault(row, other)) ? refusal : undefined),
  });
}

const toDefaultProfile = ({ sysId, name }: PracticeClient): Row => ({
  sys_id: sysIdOf("oauth_entity_profile", sysId),
  name: `${name} default_profile`,
  oauth_entity: sysId,
  default: "true",
  grant_type: "authorization_code",
});

const areBothDefault = (one: Row, other: Row): boolean =>
  one["default"] === "true" && other["default"] === "true" && one["oauth_entity"] === other["oauth_entity"];

// The sentence that an aborted operation has in support articles.
const refusal = operationFailed(
  `Operation against file 'oauth_entity_profile' was aborted by Business Rule '${businessRule}^${sysIdOf(businessRule)}'. Business Rule Stack:${businessRule}`,
);
