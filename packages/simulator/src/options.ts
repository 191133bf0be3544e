import type { Behaviour } from "./behaviour.ts";
import { sysIdOf } from "./sys-id.ts";

/** A key that signs a client's assertions, by the `kid` of their header: a PEM public key or certificate, or a secret. */
export type JwtVerifier =
  | { readonly keyId: string; readonly publicKey: string }
  | { readonly keyId: string; readonly sharedKey: string };

/** What an `oauth_jwt` record adds to a client. */
export interface JwtBearer {
  /** The field of the user that `sub` names. */
  userField: "sys_id" | "user_name" | "email";
  /** Whether `jti` is demanded and works once; on in the new form (configure-an-oauth-jwt-bearer-grant.md). */
  checksReplay: boolean;
  verifiers: JwtVerifier[];
}

/** The values of `inbound_grant_type` (seen in exports of the new form), and none. */
export const inboundGrantTypes = ["", "authz_code", "client_credential", "jwt", "multiple"] as const;

/** A registry record (`oauth_entity`); a test may change it between requests, as an administrator would. */
export interface PracticeClient {
  sysId: string;
  /** Shown on the consent page. */
  name: string;
  clientId: string;
  /** Undefined makes it a public client. */
  clientSecret: string | undefined;
  /** In the record's order, compared byte for byte; a path means one on the instance, as `/sdk-oauth.do`. */
  redirectUris: string[];
  /** The scopes attached to the record in `oauth_entity_scope`: a request for any other is refused. */
  scopes: string[];
  /** Those attached in the other table, `oauth_entity_auth_scope_mapping`; undefined: the same ones. */
  authScopes: string[] | undefined;
  /** Seconds. */
  accessTokenLifespan: number;
  /** Seconds. */
  refreshTokenLifespan: number;
  /** `client`: any other value is no client of this instance, but something that it is a client of. */
  type: string;
  /** "PKCE required" on the record. */
  pkceRequired: boolean;
  /** `jwt` makes access tokens of three parts; nothing here tells the key of their signature. */
  tokenFormat: "opaque" | "jwt";
  /** An inactive record issues nothing, and its tokens stop working. */
  active: boolean;
  /** The one grant that the record is for; empty, as in classic records, and `multiple` mean every one. */
  inboundGrantType: (typeof inboundGrantTypes)[number];
  /** OAuth Application User, as a `sys_id`: whom client credentials act as. */
  applicationUser: string;
  /** Its tokens open only what an API access policy names it for: here, nothing. */
  enforceTokenRestrictions: boolean;
  /** Undefined refuses assertions. */
  jwtBearer: JwtBearer | undefined;
  /** Columns of the row that mean nothing here, as `comments`. */
  otherFields: Record<string, string>;
}

/** A row of `sys_user`. */
export interface PracticeUser {
  userName: string;
  password: string;
  displayName: string;
  email: string;
  sysId: string;
  roles: string[];
  active: boolean;
  lockedOut: boolean;
  passwordNeedsReset: boolean;
  /** Such a user cannot log in with the browser (docs.glean.com). */
  webServiceAccessOnly: boolean;
}

/** Options of a practice instance; whatever is left out is plausible. */
export interface PracticeOptions {
  /** Scheme, host and port, without a path: by default `https://dev12345.service-now.com`. */
  readonly origin?: string;
  /** What one leaves out is as in the default, which is the record that the NiCE guide makes. */
  readonly clients?: readonly Partial<PracticeClient>[];
  /** What one leaves out is as in the default, an integration's own user; by default there is an administrator, too. */
  readonly users?: readonly Partial<PracticeUser>[];
  /** The instance's clock. */
  readonly now?: () => Date;
  readonly behaviour?: Partial<Behaviour>;
}

/** A second user beside the integration's own, who may do everything. */
export const administrator: Partial<PracticeUser> = {
  userName: "admin",
  password: "Practice-only-2",
  displayName: "System Administrator",
  email: "admin@example.com",
  roles: ["admin"],
};

/** Nobody: whom a call without a valid token may come back as. */
export const guest: PracticeUser = {
  ...defaultUser(),
  userName: "guest",
  password: "",
  displayName: "Guest",
  email: "",
  sysId: "5136503cc611227c0183e96598c4f706",
  roles: [],
};

export const defaultOrigin = "https://dev12345.service-now.com";

/** A record as the NiCE guide makes it, on the instance of that origin. */
export function defaultClient(origin: string, clientId = "9a4c1f7e2b8d4e6f8a0b3c5d7e9f1a2b"): PracticeClient {
  return {
    sysId: sysIdOf("oauth_entity", clientId),
    name: "Knowledge Connector",
    clientId,
    // Generated secrets hold characters that have to be percent-encoded in a form (stojdev/oauth-client).
    clientSecret: "practice+secret~[not&real]%32=yes",
    redirectUris: [`${origin}/oauth_redirect.do`],
    scopes: ["useraccount", "openid", "profile", "email", "offline_access"],
    authScopes: undefined,
    accessTokenLifespan: 1_800,
    refreshTokenLifespan: 8_640_000,
    type: "client",
    pkceRequired: false,
    tokenFormat: "opaque",
    active: true,
    inboundGrantType: "",
    applicationUser: "",
    enforceTokenRestrictions: false,
    jwtBearer: undefined,
    otherFields: {},
  };
}

export function defaultUser(userName = "knowledge.integration"): PracticeUser {
  return {
    userName,
    password: "Practice-only-1",
    displayName: "Knowledge Integration",
    email: "knowledge.integration@example.com",
    sysId: sysIdOf("sys_user", userName),
    roles: ["knowledge", "snc_platform_rest_api_access"],
    active: true,
    lockedOut: false,
    passwordNeedsReset: false,
    webServiceAccessOnly: false,
  };
}
