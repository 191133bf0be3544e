import type { RegistryRecord } from "./registry-record.ts";

/** A record as an instance has it, in the words of its tables; what could not be read is undefined. */
export interface RecordReading {
  /** The row of `oauth_entity`; a column that the release does not have is absent. */
  readonly row: Readonly<Record<string, string | undefined>>;
  /** The names in `oauth_entity_scope`. */
  readonly entityScopes: readonly string[] | undefined;
  /** What `oauth_entity_auth_scope_mapping` leads to. */
  readonly authScopes: readonly { readonly name: string; readonly sysId: string }[] | undefined;
  /** The property glide.oauth.token.scope.useraccount: which `sys_auth_scope` counts as useraccount. */
  readonly useraccountId: string | undefined;
}

/** What a record is compared with. */
export interface RecordExpectation {
  readonly record: RegistryRecord;
  /** The redirect URIs without which a login fails; the record's others are a convenience. */
  readonly needed: readonly string[];
  /** What the settings say; undefined where they do not. */
  readonly clientId: string | undefined;
  /** Whether the settings hold a secret; undefined where nobody has said. */
  readonly hasSecret: boolean | undefined;
}
