import type { Settings } from "./settings/settings.ts";

/** What the token endpoint answered, checked (RFC 6749 §5.1). */
export interface TokenResponse {
  readonly accessToken: string;
  /** Undefined when the instance issued none. */
  readonly refreshToken: string | undefined;
  /** Lifetime in seconds from the moment the answer came; undefined when absent or not usable. */
  readonly expiresInSeconds: number | undefined;
  /** The granted scopes; undefined when the answer names none. */
  readonly scopes: readonly string[] | undefined;
  /** When the answer came. */
  readonly receivedAt: Date;
}

/** Tokens with where they belong and when they end. */
export interface Credential {
  readonly instanceUrl: string;
  readonly clientId: string;
  /** The granted scopes, or the asked ones where the answer named none. */
  readonly scopes: readonly string[];
  /** Spent already; the guide's file wants it. */
  readonly authorizationCode: string;
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  /** When the access token dies; undefined when the instance did not say. */
  readonly expiresAt: Date | undefined;
}

/** What a credential needs to know of the settings. */
type CredentialSettings = Pick<Settings, "instanceUrl" | "clientId" | "scopes">;

/** Joins tokens with where they belong, and turns their lifetime into a date. */
export function toCredential(
  { instanceUrl, clientId, scopes }: CredentialSettings,
  authorizationCode: string,
  tokens: TokenResponse,
): Credential {
  const { accessToken, refreshToken, expiresInSeconds, receivedAt } = tokens;
  const expiresAt =
    expiresInSeconds === undefined ? undefined : new Date(receivedAt.getTime() + expiresInSeconds * 1000);
  return {
    instanceUrl,
    clientId,
    scopes: tokens.scopes ?? scopes,
    authorizationCode,
    accessToken,
    refreshToken,
    expiresAt,
  };
}
