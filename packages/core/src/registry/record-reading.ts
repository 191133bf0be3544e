import type { RegistryRecord } from "./registry-record.ts";

/** A record as an instance has it, in the words of its tables; what could not be read is undefined. */
export interface RecordReading extends ScopeReading {
  /** The row of `oauth_entity`; a column that the release does not have, or that is hidden from the user, is absent. */
  readonly row: Readonly<Record<string, string | undefined>>;
  /** The property glide.oauth.token.scope.useraccount: which `sys_auth_scope` counts as useraccount. */
  readonly useraccountId: string | undefined;
}

/** Both lists of a record's scopes. */
export interface ScopeReading {
  /** The names in `oauth_entity_scope`. */
  readonly entityScopes: readonly string[] | undefined;
  /** What `oauth_entity_auth_scope_mapping` leads to. */
  readonly authScopes: readonly { readonly name: string; readonly sysId: string }[] | undefined;
  /** Why one of them is undefined. */
  readonly unseen: readonly UnseenList[];
}

/** A list of scopes by the label of its related list. */
export type ScopeList = "OAuth Entity Scopes" | "Auth Scopes";

export interface UnseenList {
  readonly list: ScopeList;
  /** The release lacks it, it is closed to the user, or it shows no row of any record or not all of this one's. */
  readonly because: "missing" | "closed" | "hidden";
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
