import type { Effects } from "../effects.ts";
import { type AnyAuthError, isAuthError } from "../errors.ts";
import type { ProfileStore } from "../store/profile-store.ts";
import type { AccessToken } from "../token-source/kept-login.ts";
import { loginRequired } from "../token-source/login-required.ts";
import { createTokenSource } from "../token-source/token-source.ts";
import { isTokenRefused, useAccessToken } from "../token-source/use-access-token.ts";
import { type HeldTokens, withHeldLogin } from "../token-source/with-held-login.ts";
import { checkConnector } from "./check-connector.ts";
import { watchClock } from "./clock-skew.ts";
import { checkTableName } from "./read-table.ts";
import type { VerificationRequest } from "./verification-request.ts";
import { type Reading, type Verification, verifyReads } from "./verify-reads.ts";

/** Which profile is verified, and how. */
export interface ProfileVerification
  extends Pick<VerificationRequest, "tables" | "expectUser" | "asConnector" | "signal"> {
  readonly store: ProfileStore;
  readonly name: string;
}

/**
 * Proves the tokens of a profile, refreshed where they had to be; what that brings is kept, and so is what a failed
 * redemption tells of the refresh token.
 *
 * Throws CONFIG_INVALID for what cannot be a table's name, and what a token source throws.
 */
export async function verifyProfile(request: ProfileVerification, effects: Effects): Promise<Verification> {
  for (const table of request.tables ?? []) checkTableName(table);
  return request.asConnector ? verifyAsConnector(request, effects) : verifyAccess(request, effects);
}

/** The refresh token itself is what is proved. Nobody else waits for more than that: reading may take its time. */
async function verifyAsConnector(request: ProfileVerification, effects: Effects): Promise<Verification> {
  const clock = watchClock(effects);
  const redeemed = await withHeldLogin(request, effects, async (held) => {
    const { keepTokens: onTokens, noteFailure: onFailure } = held;
    const tokens = tokensOf(held.kept);
    return {
      ...tokens,
      ...(await checkConnector({ ...request, ...tokens, onTokens, onFailure }, clock.effects)),
    };
  });
  return verifyReads({ ...request, ...redeemed }, clock);
}

/** Nothing is locked or written while the access token lives. */
function verifyAccess(request: ProfileVerification, effects: Effects): Promise<Verification> {
  const { store, name, signal } = request;
  const clock = watchClock(effects);
  const use = async (token: AccessToken) => {
    const verification = await verifyReads({ ...request, ...readingWith(token, request) }, clock);
    const refused = refusalIn(verification);
    if (refused !== undefined && !token.refreshed) throw refused;
    return verification;
  };
  const source = createTokenSource({ profile: name, store, effects: clock.effects });
  return useAccessToken(source, use, { minTtlSeconds: 60, ...(signal && { signal }) });
}

function tokensOf({ settings, login, secrets }: HeldTokens["kept"]) {
  const { instanceUrl } = settings;
  const { clientSecret, accessToken = "", refreshToken } = secrets;
  return {
    settings: { ...settings, clientSecret },
    credential: { instanceUrl, accessToken, refreshToken, scopes: login.scopes },
  };
}

function readingWith(
  { accessToken, instanceUrl }: AccessToken,
  { store, name }: ProfileVerification,
): Pick<Reading, "settings" | "credential"> {
  const profile = store.read(name);
  if (profile?.login === undefined)
    throw loginRequired(name, profile === undefined ? "no-profile" : "no-tokens");
  return {
    settings: profile.settings,
    credential: { instanceUrl, accessToken, scopes: profile.login.scopes },
  };
}

/** The error of a check whose access token the instance refused. */
function refusalIn({ checks }: Verification): AnyAuthError | undefined {
  const errors = checks.flatMap((check) => ("error" in check ? [check.error] : []));
  return errors.find((error) => isAuthError(error) && isTokenRefused(error));
}
