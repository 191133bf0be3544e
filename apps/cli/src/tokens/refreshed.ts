import {
  type AccessToken,
  createTokenSource,
  describeSpan,
  type Effects,
  listNames,
  type Profile,
  type ProfileStore,
  refreshDeath,
} from "@nowtoken/core";

/** What a refresh brought. */
export interface Refreshed {
  readonly profile: Profile;
  readonly token: AccessToken;
  /** Whether the instance put another refresh token in the place of the earlier one. */
  readonly rotated: boolean;
  /** Who has the earlier one still. */
  readonly holders: readonly string[];
}

export interface RefreshSurroundings {
  readonly store: ProfileStore;
  /** Whom the present tokens of a profile were handed to; asked only where that matters. */
  readonly findHolders: (profile: Profile) => readonly string[];
  readonly effects: Effects;
  readonly signal: AbortSignal;
}

/** Asks for a new access token, whatever is left of the old one. Throws what a token source throws. */
export async function refreshProfile(
  profile: Profile,
  { store, findHolders, effects, signal }: RefreshSurroundings,
): Promise<Refreshed> {
  let rotated = false;
  const onTokens = (tokens: { readonly rotated: boolean }) => {
    rotated = tokens.rotated;
  };
  const source = createTokenSource({ profile: profile.name, store, effects, onTokens });
  const token = await source.getAccessToken({ refresh: "always", signal });
  return { profile, token, rotated, holders: rotated ? findHolders(profile) : [] };
}

/** What it brought, in one line. */
export function describeRefresh({ profile, token, rotated, holders }: Refreshed): string {
  const life = `${profile.name}: a new access token, which lives ${describeSpan(token.secondsLeft)}`;
  if (!rotated) return `${life}; the refresh token is the same.`;
  const stale = holders.length === 0 ? "" : `: the earlier one is still with ${listNames(holders)}`;
  return `${life}; the refresh token is another one now${stale}.`;
}

export function toRefreshJson({ profile, token, rotated }: Refreshed): object {
  return {
    profile: profile.name,
    expiresAt: token.expiresAt?.toISOString() ?? null,
    refreshTokenRotated: rotated,
    refreshTokenDiesAt: (profile.login && refreshDeath(profile.login)?.toISOString()) ?? null,
  };
}
