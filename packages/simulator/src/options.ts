import type { Behaviour } from "./behaviour.ts";

/** A registry record (`oauth_entity`); a test may change it between requests, as an administrator would. */
export interface PracticeClient {
  /** Shown on the consent page. */
  name: string;
  clientId: string;
  /** Undefined makes it a public client. */
  clientSecret: string | undefined;
  /** In the record's order, compared byte for byte; a path means one on the instance, as `/sdk-oauth.do`. */
  redirectUris: string[];
  /** The scopes attached to the record: a request for any other is refused. */
  scopes: string[];
  /** Seconds. */
  accessTokenLifespan: number;
  /** Seconds. */
  refreshTokenLifespan: number;
  /** An inactive record issues nothing, and its tokens stop working. */
  active: boolean;
}

/** A row of `sys_user`. */
export interface PracticeUser {
  userName: string;
  password: string;
  displayName: string;
  email: string;
  sysId: string;
  roles: string[];
}

/** Options of a practice instance; whatever is left out is plausible. */
export interface PracticeOptions {
  /** Scheme, host and port, without a path: by default `https://dev12345.service-now.com`. */
  readonly origin?: string;
  /** What one leaves out is as in the default, which is the record that the NiCE guide makes. */
  readonly clients?: readonly Partial<PracticeClient>[];
  /** What one leaves out is as in the default, an integration's own user. */
  readonly users?: readonly Partial<PracticeUser>[];
  /** The instance's clock. */
  readonly now?: () => Date;
  readonly behaviour?: Partial<Behaviour>;
}

export const defaultOrigin = "https://dev12345.service-now.com";

/** A record as the NiCE guide makes it, on the instance of that origin. */
export function defaultClient(origin: string): PracticeClient {
  return {
    name: "Knowledge Connector",
    clientId: "9a4c1f7e2b8d4e6f8a0b3c5d7e9f1a2b",
    // Generated secrets hold characters that have to be percent-encoded in a form (stojdev/oauth-client).
    clientSecret: "practice+secret~[not&real]%32=yes",
    redirectUris: [`${origin}/oauth_redirect.do`],
    scopes: ["useraccount", "openid", "profile", "email", "offline_access"],
    accessTokenLifespan: 1_800,
    refreshTokenLifespan: 8_640_000,
    active: true,
  };
}

export function defaultUser(): PracticeUser {
  return {
    userName: "knowledge.integration",
    password: "Practice-only-1",
    displayName: "Knowledge Integration",
    email: "knowledge.integration@example.com",
    sysId: "7d1c0a5e9b3f4e26a8c4d2f1b0e39a57",
    roles: ["knowledge", "snc_platform_rest_api_access"],
  };
}
