import type { Effects } from "../effects.ts";
import type { ProfileStore } from "../store/profile-store.ts";
import { createAnnouncer, type NewTokens } from "./announcer.ts";
import { type AccessToken, keptAccessToken } from "./kept-login.ts";
import { loginRequired } from "./login-required.ts";
import { createMemoryKeeper } from "./memory-keeper.ts";
import { createProfileKeeper } from "./profile-keeper.ts";
import { refreshHeld } from "./refresh-held.ts";
import { type TokenSeed, toKeptLogin } from "./token-seed.ts";

/** Where the login comes from: a profile of a store, or values of one's own that live in this process alone. */
export type TokenOrigin =
  | { readonly profile: string; readonly store: ProfileStore }
  | { readonly settings: TokenSeed };

export type TokenSourceOptions = TokenOrigin & {
  readonly effects: Effects;
  /** Hears of every new pair of tokens, and is awaited before the new access token is given out. */
  readonly onTokens?: (tokens: NewTokens) => Promise<void> | void;
};

export interface TokenWish {
  /** How long the token should still live, in seconds: 300 by default. One that was just issued is given out anyway. */
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
   * help; TOKEN_REQUEST_REJECTED when the client or its record is what is refused; INSTANCE_UNREACHABLE and
   * TOKEN_RESPONSE_INVALID for what may pass, all tokens kept; STORE_UNUSABLE, STORE_BUSY.
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
  const announce = createAnnouncer(onTokens);
  let running: Promise<AccessToken> | undefined;
  const refresh = (seen: string | undefined, { refresh: when, signal }: TokenWish) => {
    const always = when === "always";
    const refreshing = { profile, seen, always, signal, effects, keeper, announce };
    running ??= keeper
      .hold((held) => refreshHeld(held, refreshing), signal)
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  return {
    async getAccessToken(wish = {}) {
      const { minTtlSeconds = 300, refresh: when = "when-needed" } = wish;
      await announce.overdue();
      const kept = await keeper.read();
      if (kept === undefined) throw loginRequired(profile, "no-profile");
      const token = keptAccessToken(kept, effects.now());
      const wanted = when === "never" ? 1 : minTtlSeconds;
      if (when !== "always" && token !== undefined && token.secondsLeft >= wanted) return token;
      if (when === "never") throw loginRequired(profile, token === undefined ? "no-tokens" : "stale");
      return refresh(kept.secrets.accessToken, wish);
    },
  };
}
