import type { TokenResponse } from "../credential.ts";
import type { AnyAuthError } from "../errors.ts";
import { accessLife } from "../store/access-life.ts";
import { fingerprintOf } from "../store/fingerprint.ts";
import type { ProfileLogin, ProfileSecrets, ProfileSettings } from "../store/profile.ts";
import type { JwtBearer, JwtKeyFile } from "../token-endpoint/jwt-bearer.ts";
import type { RefreshFailure } from "./refresh-patiently.ts";

/** A login with its tokens, wherever it is kept. */
export interface KeptLogin {
  /** The profile's name. */
  readonly name: string;
  readonly settings: ProfileSettings;
  readonly login: ProfileLogin | undefined;
  readonly secrets: ProfileSecrets;
  /** What signs for it, where its grant wants that and its settings do not say it. */
  readonly jwt?: JwtBearer | JwtKeyFile;
}

/** A login that tokens were issued for, be it a refresh token alone. */
export type IssuedLogin = KeptLogin & { readonly login: ProfileLogin };

/** An access token, and how long it is good for. */
export interface AccessToken {
  readonly accessToken: string;
  readonly instanceUrl: string;
  /** When it dies; undefined when the instance did not say, or when this computer's clock was set back since. */
  readonly expiresAt: Date | undefined;
  /** What is left, in seconds, by this computer's clock; 0 where that cannot be told. */
  readonly secondsLeft: number;
  /** Whether it was asked for just now, here or by another process that was waited for. */
  readonly refreshed: boolean;
  /** Why no other was had, though less is left of this one than was wished for; left out where one was, or none wanted. */
  readonly notRefreshed?: WhyNotRefreshed;
}

/** Only a person can get another, or what stands in the way may pass. */
export type WhyNotRefreshed =
  | { readonly reason: "not-renewable" }
  | { readonly reason: "failed"; readonly error: AnyAuthError };

/** The access token that is kept; undefined when there is none. */
export function keptAccessToken({ login, secrets, settings }: KeptLogin, now: Date): AccessToken | undefined {
  const { accessToken } = secrets;
  if (accessToken === undefined || login === undefined) return undefined;
  return { accessToken, instanceUrl: settings.instanceUrl, refreshed: false, ...lifeLeft(login, now) };
}

/** Whether an access token has certainly died. */
export function isDead({ expiresAt, secondsLeft }: AccessToken): boolean {
  return expiresAt !== undefined && secondsLeft <= 0;
}

/** What is left of an access token, nothing where nobody knows. */
export function lifeLeft(login: ProfileLogin, now: Date): Pick<AccessToken, "expiresAt" | "secondsLeft"> {
  const { expiresAt, secondsLeft = 0 } = accessLife(login, now);
  return { expiresAt, secondsLeft };
}

/** Whether nobody got new tokens between the two. */
export function hasSameToken(one: KeptLogin, other: KeptLogin): boolean {
  const receivedAt = ({ login }: KeptLogin) => login?.accessReceivedAt.getTime();
  return one.secrets.accessToken === other.secrets.accessToken && receivedAt(one) === receivedAt(other);
}

/** What a refresh changes: an absent refresh token or scope leaves the earlier one (RFC 6749 §6). */
export function afterRefresh(
  { login, secrets }: IssuedLogin,
  tokens: TokenResponse,
): Pick<IssuedLogin, "login" | "secrets"> {
  const { accessToken, refreshToken = secrets.refreshToken } = tokens;
  const { answerLostAt: _lost, refusedAt: _refused, untried: _untried, ...kept } = login;
  return {
    login: {
      ...kept,
      scopes: [...(tokens.scopes ?? kept.scopes)],
      ...accessDates(tokens),
      refreshFingerprint: refreshToken === undefined ? null : fingerprintOf(refreshToken),
    },
    secrets: { ...secrets, accessToken, ...(refreshToken !== undefined && { refreshToken }) },
  };
}

/** What a failed refresh tells of a login: undefined when it says nothing of its refresh token. */
export function afterFailure(
  login: ProfileLogin,
  { dead, answerLost }: Pick<RefreshFailure, "dead" | "answerLost">,
  now: Date,
): ProfileLogin | undefined {
  if (!dead && !answerLost) return undefined;
  return { ...login, ...(answerLost && { answerLostAt: now }), ...(dead && { refusedAt: now }) };
}

/** When the access token of an answer came, and when it dies. */
function accessDates({
  receivedAt,
  expiresInSeconds,
}: Pick<TokenResponse, "receivedAt" | "expiresInSeconds">): Pick<
  ProfileLogin,
  "accessReceivedAt" | "accessExpiresAt"
> {
  const dies =
    expiresInSeconds === undefined ? null : new Date(receivedAt.getTime() + expiresInSeconds * 1000);
  return { accessReceivedAt: receivedAt, accessExpiresAt: dies };
}
