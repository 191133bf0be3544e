import type { Effects } from "../effects.ts";
import { type AnyAuthError, isAuthError } from "../errors.ts";
import type { ProfileStore } from "../store/profile-store.ts";
import { judgeRefreshFailure } from "../token-endpoint/refresh-verdict.ts";
import { createAnnouncer, type NewTokens } from "./announcer.ts";
import { type AccessToken, isDead, type KeptLogin, keptAccessToken } from "./kept-login.ts";
import { loginRequired } from "./login-required.ts";
import { createMemoryKeeper } from "./memory-keeper.ts";
import { createProfileKeeper } from "./profile-keeper.ts";
import { refreshHeld } from "./refresh-held.ts";
import { canRequestAgain } from "./request-again.ts";
import { createSharedRun } from "./shared-run.ts";
import { type TokenSeed, toKeptLogin } from "./token-seed.ts";

/** Where the login comes from: a profile of a store, or values of one's own that live in this process alone. */
export type TokenOrigin =
  | { readonly profile: string; readonly store: ProfileStore }
  | { readonly settings: TokenSeed };

export type TokenSourceOptions = TokenOrigin & {
  readonly effects: Effects;
  /**
   * Hears of every new pair of tokens that this source asked for, and is awaited before the new access token is given
   * out; where it throws, it hears of them again before the next is. It must not ask the source for a token.
   */
  readonly onTokens?: (tokens: NewTokens) => Promise<void> | void;
};

export interface TokenWish {
  /**
   * How long the token should still live, in seconds: 300 by default. One that was just issued is given out anyway, and so
   * is one that lives, where no other can be had without a person, or just now: see {@link AccessToken.notRefreshed}.
   */
  readonly minTtlSeconds?: number;
  /** `always` asks for a new token whatever is left of the old one; `never` asks for none. `when-needed` by default. */
  readonly refresh?: "when-needed" | "always" | "never";
  readonly signal?: AbortSignal;
}

/** Gives out access tokens that are good, for as long as there is a login. */
export interface TokenSource {
  /**
   * An access token, refreshed when less than `minTtlSeconds` are left of the one that is kept: once, however many ask
   * at the same time, in however many processes.
   *
   * A new refresh token is kept for good before anything else happens. Throws LOGIN_REQUIRED when only a person can
   * help; TOKEN_REQUEST_REJECTED when the client or its record is what is refused; STORE_UNUSABLE; and when the kept
   * token is dead, or another was wanted always, INSTANCE_UNREACHABLE, TOKEN_RESPONSE_INVALID and STORE_BUSY for what may
   * pass: all tokens are kept.
   */
  getAccessToken(wish?: TokenWish): Promise<AccessToken>;
}

/** Makes a source of access tokens; nothing is read or sent before the first is asked for. */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const { effects, onTokens } = options;
  const profile = "profile" in options ? options.profile : "settings";
  const keeper =
    "profile" in options
      ? createProfileKeeper(options.store, options.profile)
      : createMemoryKeeper(toKeptLogin(options.settings, effects.now()));
  const announcer = createAnnouncer(onTokens);
  const share = createSharedRun<AccessToken>();
  const refresh = (seen: KeptLogin | undefined, { signal: caller }: TokenWish) =>
    share(
      (signal) =>
        keeper.hold(
          (held) => refreshHeld(held, { profile, seen, effects, keeper, announcer, signal }),
          signal,
        ),
      caller,
    );
  const find = async (wish: TokenWish): Promise<AccessToken> => {
    const { minTtlSeconds = 300, refresh: when = "when-needed" } = wish;
    // The lock of what is not there would leave a file.
    if (when === "always" && keeper.exists()) return refresh(undefined, wish);
    const kept = await keeper.read();
    if (kept === undefined) throw loginRequired(profile, "no-profile");
    const token = keptAccessToken(kept, effects.now());
    if (when === "never") return orLoginRequired(token, profile);
    if (token === undefined) return refresh(kept, wish);
    if (token.secondsLeft >= minTtlSeconds) return token;
    if (!isDead(token) && !canRequestAgain(kept))
      return { ...token, notRefreshed: { reason: "not-renewable" } };
    return refresh(kept, wish).catch((error) => orStillAlive(keptAccessToken(kept, effects.now()), error));
  };
  return {
    async getAccessToken(wish = {}) {
      const token = await find(wish);
      await announcer.allTold();
      return token;
    },
  };
}

/** The token that is kept, unless it is certainly dead. */
function orLoginRequired(token: AccessToken | undefined, profile: string): AccessToken {
  if (token === undefined) throw loginRequired(profile, "no-tokens");
  if (isDead(token)) throw loginRequired(profile, "stale");
  return token;
}

/** A program that can work for some minutes more is better served with them than with a failure that may pass. */
function orStillAlive(token: AccessToken | undefined, error: unknown): AccessToken {
  if (token === undefined || token.secondsLeft <= 0 || !mayPass(error)) throw error;
  return { ...token, notRefreshed: { reason: "failed", error } };
}

function mayPass(error: unknown): error is AnyAuthError {
  return isAuthError(error, "STORE_BUSY") || judgeRefreshFailure(error) === "temporary";
}
