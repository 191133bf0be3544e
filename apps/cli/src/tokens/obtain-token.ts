import {
  type AccessToken,
  createTokenSource,
  holdersAmong,
  listNames,
  type Profile,
  type ProfileStore,
  readableProfiles,
  type TokenWish,
} from "@nowtoken/core";
import { withInterruption } from "../terminal/interruption.ts";
import { printWarnings } from "../warnings.ts";
import type { Session } from "./session-command.ts";
import { describeShortLife } from "./short-life.ts";

/** A token of a login that is kept; a warning says whose form it put out of date, and that it
 * lives shorter than wished for. */
export async function obtainToken(
  { store, profile, effects }: Session,
  wish: Pick<TokenWish, "refresh"> & { readonly minTtlSeconds: number },
): Promise<AccessToken> {
  let rotated = false;
  const onTokens = (tokens: { readonly rotated: boolean }) => {
    rotated = tokens.rotated;
  };
  const source = createTokenSource({ profile: profile.name, store, effects, onTokens });
  const token = await withInterruption((signal) => source.getAccessToken({ ...wish, signal }));
  if (rotated) printWarnings(describeRotation(profile, store));
  printWarnings(await describeShortLife(token, wish.minTtlSeconds));
  return token;
}

/** Whose form is out of date now. */
function describeRotation(before: Profile, store: ProfileStore): string[] {
  const holders = holdersAmong(before, readableProfiles(store));
  if (holders.length === 0) return [];
  return [`The refresh token is another one now: the earlier one is still with ${listNames(holders)}.`];
}
