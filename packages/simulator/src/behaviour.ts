import type { Fault } from "./faults/fault.ts";

/** A token answer in the key order of a real one. */
export interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly scope: string;
  readonly token_type: "Bearer";
  /** Seconds. */
  readonly expires_in: number;
}

/**
 * Where instances differ from each other, where sources disagree, and what goes wrong: each may be changed at any time.
 *
 * KB numbers are articles of support.servicenow.com; names ending in `.md` are pages of ServiceNow/ServiceNowDocs.
 */
export interface Behaviour {
  /**
   * A `redirect_uri` that is not registered: `exact` shows an error page (KB2109232), `first` uses the first registered
   * one without a word (t_CreateEndpointforExternalClients.md).
   */
  redirectFallback: "exact" | "first";
  /** Property glide.oauth.state.parameter.required: true on instances created since Madrid (oauth-auth-code-flow-state-parm.md). */
  stateRequired: boolean;
  /** "PKCE required" on every record (KB1645540), whatever its own says; a public client always needs it (guess). */
  pkceRequired: boolean;
  /** Asks an unknown browser to log in before anything about the request is checked; which comes first is a guess. */
  loginFirst: boolean;
  /**
   * Which of the two scope tables the token endpoint goes by: sources disagree, and one says that both are needed;
   * `either` is content with one of them.
   */
  scopeTable: "either" | "both" | "oauth_entity_scope" | "oauth_entity_auth_scope_mapping";
  /** What Application Registry > New offers: from Zurich on the guide's item is replaced (release notes). */
  registryChoices: "classic" | "zurich";
  /** A client secret written by the Table API: it works, or has become something else (sources disagree). */
  secretWhenWritten: "kept" | "garbled";
  /** A client secret read by the Table API: a mask, or something encrypted (reported both ways). */
  secretWhenRead: "masked" | "encrypted";
  /** Property glide.oauth.allow.parameters.in.post.body.only: true since Madrid (OAuth-token-processor-parm.md). */
  bodyOnlyParameters: boolean;
  /** HTTP Basic client authentication: reported to work (community m-p/2252411, m-p/2090042), not documented. */
  basicAuthentication: boolean;
  /**
   * `catch-all` answers nearly every failure with the same 401 (community td-p/2373416); `modern` names it, as the SDK's
   * ci-integration.md does (its statuses other than 401 `invalid_client` are RFC 6749 §5.2's: guess).
   */
  errors: "catch-all" | "modern";
  /**
   * A second login while a code is still unused: `old` hands that code out again at once, bound to its old challenge,
   * unless `approval_prompt=force` is sent (jacebenson/jsn issue 61, pull request 63); `old-with-old-state` returns
   * the old `state` too (guess).
   */
  pendingCode: "new" | "old" | "old-with-old-state";
  /** Who gets a refresh token: `confidential` as authorization-workflow.md says, `always` as captures show; `never` is a fault. */
  refreshTokens: "always" | "confidential" | "never";
  /** `none` is what an instance does (KB0791140); the others are for tests of clients of other servers. */
  rotation: "none" | "rotate" | "rotate-and-revoke";
  /** Leaves the refresh token out of the answer to a refresh (RFC 6749 §6 allows it). */
  refreshAnswerWithoutRefreshToken: boolean;
  /**
   * A 401 that comes and goes, as reported of an unchanged request (community td-p/2373416): of so many refreshes with
   * one pair of tokens the first gets the catch-all. 2 makes every second try work; 0 refuses none.
   */
  refuseFirstRefreshOf: number;
  /** A refresh while another one of the same pair is under way: `refused` is the catch-all that parallel workers see (same thread). */
  concurrentRefreshes: "served" | "refused";
  /** How long a refresh is under way before the instance acts, in milliseconds; it acts even when nobody waits any more. */
  refreshMilliseconds: number;
  /** The `scope` of token answers; undefined echoes what was asked for. */
  grantedScope: string | undefined;
  /** Characters of a new access or refresh token; a real one has 86. */
  tokenLength: number;
  /** `iss` in the redirect (RFC 9207); an instance sends none. */
  issuer: string | undefined;
  /** What an API call without a valid token gets: the 401, or the user `guest` from the UI endpoint (seen in the wild). */
  anonymousCalls: "refused" | "guest";
  /** A valid token's API calls: served, or the 403 of a missing ACL or of a missing API access scope. */
  api: "open" | "acl" | "scope";
  /**
   * Single tables by name: `forbidden` is the 403 of a missing role or ACL, `empty` a 200 without rows, as row by row
   * ACLs make it (inferred), `missing` the 400 of a table that the release or its plugins do not have.
   */
  tables: Readonly<Record<string, "forbidden" | "empty" | "missing">>;
  /** The scope that a table's API access scope demands of a bearer's client, by table (rest-api-scope pages). */
  tableScopes: Readonly<Record<string, string>>;
  /**
   * A user's name and password at the REST APIs: `restricted` to users with Web service access only or the role
   * snc_basic_auth_api_access, as new instances are (basic-auth-restriction.md); `second-factor` and `single-sign-on`
   * refuse every password in the words of a wrong one (guess).
   */
  basicApiAccess: "allowed" | "restricted" | "second-factor" | "single-sign-on";
  /** False answers as for an unknown path: the endpoint is undocumented. */
  currentUserEndpoint: boolean;
  /** False answers with an empty list, as for a user without read access to `sys_user` (inferred). */
  sysUserReadable: boolean;
  /**
   * The grant client_credentials: off until the property glide.oauth.inbound.client.credential.grant_type.enabled is
   * created (KB1645212); `guest` is a release before Washington DC, where its token belongs to nobody (KB1710801).
   */
  clientCredentials: "disabled" | "enabled" | "guest";
  /** The grant password: `disabled` is the property glide.oauth.inbound.ropc.grant_type.disabled. */
  passwordGrant: "enabled" | "disabled";
  /** Which revocation endpoints there are: documentation names both, code in the wild is split. A missing one is a 404. */
  revocationEndpoints: "both" | "revoke_token" | "revoke";
  /**
   * What revoking does: ends the token named (`token`), or the access tokens of a refresh token too (`pair`), which is
   * not documented either way: guess. `nothing` answers the same and lets the token live.
   */
  revocation: "token" | "pair" | "nothing";
  /** Status and body of the answer are not documented: empty as RFC 7009 §2.2 has it, or a page (guess). */
  revocationAnswer: "empty" | "page";
  /** The documented call has the token in the URL (t_RevokeOAuthToken.md); false takes a form's body alone (guess). */
  revocationInUrl: boolean;
  /**
   * Where this instance itself logs in, as an OAuth provider record says: asked with the code that comes to its
   * /oauth_redirect.do. Undefined where nobody made such a record.
   */
  outboundProvider: ((code: string) => Promise<Response>) | undefined;
  /** Replaces the body of a successful token answer, for instance to add an `id_token`; anything that JSON can hold. */
  tokenAnswer: (answer: TokenAnswer) => unknown;
  /** What goes wrong; undefined for nothing. */
  fault: Fault | undefined;
}

/** A current instance with nothing wrong. */
export const defaultBehaviour: Readonly<Behaviour> = {
  redirectFallback: "exact",
  stateRequired: true,
  pkceRequired: false,
  loginFirst: false,
  scopeTable: "either",
  registryChoices: "zurich",
  secretWhenWritten: "kept",
  secretWhenRead: "masked",
  bodyOnlyParameters: true,
  basicAuthentication: true,
  errors: "catch-all",
  pendingCode: "new",
  refreshTokens: "always",
  rotation: "none",
  refreshAnswerWithoutRefreshToken: false,
  refuseFirstRefreshOf: 0,
  concurrentRefreshes: "served",
  refreshMilliseconds: 0,
  grantedScope: undefined,
  tokenLength: 86,
  issuer: undefined,
  anonymousCalls: "refused",
  api: "open",
  tables: {},
  tableScopes: {},
  basicApiAccess: "allowed",
  currentUserEndpoint: true,
  sysUserReadable: true,
  clientCredentials: "disabled",
  passwordGrant: "enabled",
  revocationEndpoints: "both",
  revocation: "token",
  revocationAnswer: "empty",
  revocationInUrl: true,
  outboundProvider: undefined,
  tokenAnswer: (answer) => answer,
  fault: undefined,
};

/** The switches of one instance. A fault is copied when it is assigned, so that its `times` count from there on. */
export function createBehaviour(given: Partial<Behaviour> = {}): Behaviour {
  const { fault: initial, ...switches } = { ...defaultBehaviour, ...given };
  let fault = initial && { ...initial };
  return {
    ...switches,
    get fault() {
      return fault;
    },
    set fault(next) {
      fault = next && { ...next };
    },
  };
}
