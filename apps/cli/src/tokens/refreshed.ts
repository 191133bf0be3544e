import {
  type AccessToken,
  createTokenSource,
  type Effects,
  type Profile,
  type ProfileStore,
  refreshDeath,
} from "@nowtoken/core";
import { describeSpan } from "../terminal/span.ts";

/** What a refresh brought. */
export interface Refreshed {
  readonly profile: Profile;
  readonly token: AccessToken;
  /** Whether the instance put another refresh token in the place of the earlier one. */
  readonly rotated: boolean;
}

export interface RefreshSurroundings {
  readonly store: ProfileStore;
  readonly effects: Effects;
  readonly signal: AbortSignal;
}

/** Asks for a new access token, whatever is left of the old one. Throws what a token source throws. */
export async function refreshProfile(
  profile: Profile,
  { store, effects, signal }: RefreshSurroundings,
): Promise<Refreshed> {
  let rotated = false;
  const onTokens = (tokens: { readonly rotated: boolean }) => {
    rotated = tokens.rotated;
  };
  const source = createTokenSource({ profile: profile.name, store, effects, onTokens });
  const token = await source.getAccessToken({ refresh: "always", signal });
  return { profile, token, rotated };
}

/** One line, and a second one where forms have to be filled in anew. */
export function describeRefresh({ profile, token, rotated }: Refreshed): string {
  const { name, handedOver } = profile;
  const life = `${name}: a new access token, which lives ${describeSpan(token.secondsLeft)}`;
  if (!rotated) return `${life}; the refresh token is the same.`;
  const forms = handedOver.map(({ to }) => to);
  return `${life}; the refresh token is another one now${forms.length === 0 ? "" : `: update the form of ${forms.join(", ")}`}.`;
}

export function toRefreshJson({ profile, token, rotated }: Refreshed): object {
  return {
    profile: profile.name,
    expiresAt: token.expiresAt?.toISOString() ?? null,
    refreshTokenRotated: rotated,
    refreshTokenDiesAt: (profile.login && refreshDeath(profile.login)?.toISOString()) ?? null,
  };
}
