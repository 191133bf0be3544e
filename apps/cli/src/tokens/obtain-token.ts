import { type AccessToken, createTokenSource, type TokenWish } from "@nowtoken/core";
import { withInterruption } from "../terminal/interruption.ts";
import { printWarnings } from "../warnings.ts";
import type { Session } from "./session-command.ts";
import { describeShortLife } from "./short-life.ts";

/** A token of a login that is kept; one that lives shorter than wished for comes with a warning. */
export async function obtainToken(
  { store, profile, effects }: Session,
  wish: Pick<TokenWish, "refresh"> & { readonly minTtlSeconds: number },
): Promise<AccessToken> {
  const source = createTokenSource({ profile: profile.name, store, effects });
  const token = await withInterruption((signal) => source.getAccessToken({ ...wish, signal }));
  printWarnings(await describeShortLife(token, wish.minTtlSeconds));
  return token;
}
