import type { TokenResponse } from "../credential.ts";
import { fingerprintOf } from "../store/fingerprint.ts";
import type { ProfileLogin, ProfileSecrets, ProfileSettings } from "../store/profile.ts";

/** A login with its tokens, wherever it is kept. */
export interface KeptLogin {
  /** The profile's name. */
  readonly name: string;
  readonly settings: ProfileSettings;
  readonly login: ProfileLogin | undefined;
  readonly secrets: ProfileSecrets;
}

/** An access token, and how long it is good for. */
export interface AccessToken {
  readonly accessToken: string;
  readonly instanceUrl: string;
  /** When it dies; undefined when the instance did not say. */
  readonly expiresAt: Date | undefined;
  /** What is left, in seconds, by this computer's clock. */
  readonly secondsLeft: number;
  /** Whether it was asked for just now. */
  readonly refreshed: boolean;
}

/** What the vendor's SDK takes for the lifetime where the answer names none, in seconds. */
const assumedLifetimeSeconds = 1800;
/** How far a clock may be set back before a token's age is no longer believed, in seconds. */
const clockToleranceSeconds = 60;

/** The access token that is kept, unless the clock stood later when it came: what is left of it cannot be known then. */
export function keptAccessToken({ settings, login, secrets }: KeptLogin, now: Date): AccessToken | undefined {
  const { accessToken } = secrets;
  if (accessToken === undefined || login === undefined) return undefined;
  const receivedAt = login.accessReceivedAt.getTime();
  if (now.getTime() < receivedAt - clockToleranceSeconds * 1000) return undefined;
  const dies = login.accessExpiresAt?.getTime() ?? receivedAt + assumedLifetimeSeconds * 1000;
  return {
    accessToken,
    instanceUrl: settings.instanceUrl,
    expiresAt: login.accessExpiresAt ?? undefined,
    secondsLeft: Math.floor((dies - now.getTime()) / 1000),
    refreshed: false,
  };
}

/** The login after a refresh: an absent refresh token or scope leaves the earlier one (RFC 6749 §6). */
export function afterRefresh(kept: KeptLogin & { login: ProfileLogin }, tokens: TokenResponse): KeptLogin {
  const refreshToken = tokens.refreshToken ?? kept.secrets.refreshToken;
  const { answerLostAt: _lost, refusedAt: _refused, ...login } = kept.login;
  return {
    ...kept,
    login: {
      ...login,
      scopes: [...(tokens.scopes ?? login.scopes)],
      ...accessDates(tokens),
      refreshFingerprint: refreshToken === undefined ? null : fingerprintOf(refreshToken),
    },
    secrets: {
      ...kept.secrets,
      accessToken: tokens.accessToken,
      ...(refreshToken !== undefined && { refreshToken }),
    },
  };
}

/** When the access token of an answer came, and when it dies. */
export function accessDates({
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
