import type { TokenResponse } from "../credential.ts";
import type { ProfileStore } from "../store/profile-store.ts";
import { afterRefresh, type IssuedLogin } from "./kept-login.ts";
import { loginRequired } from "./login-required.ts";
import { createProfileKeeper } from "./profile-keeper.ts";
import type { TokenChange } from "./token-keeper.ts";

/** A login of a profile, while nobody else uses its refresh token. */
export interface HeldTokens {
  readonly kept: IssuedLogin;
  /** Keeps tokens that the refresh token brought, for good. */
  readonly keepTokens: (tokens: TokenResponse) => Promise<void>;
  /** Keeps what else became of the login. */
  readonly keep: (change: TokenChange) => Promise<void>;
}

/**
 * Does something that may use up the refresh token of a profile, once it is sure that what comes can be kept.
 *
 * Throws LOGIN_REQUIRED when there is no login; STORE_UNUSABLE, STORE_BUSY, and what the action throws.
 */
export function withHeldLogin<Value>(
  { store, name, signal }: { store: ProfileStore; name: string; signal?: AbortSignal | undefined },
  action: (held: HeldTokens) => Promise<Value>,
): Promise<Value> {
  return createProfileKeeper(store, name).hold(async ({ kept, prepare }) => {
    if (kept?.login === undefined) throw loginRequired(name, kept === undefined ? "no-profile" : "no-tokens");
    let now: IssuedLogin = { ...kept, login: kept.login };
    let writer = await prepare();
    const keep = async (change: TokenChange) => {
      await writer.write(change);
      writer = await prepare();
    };
    try {
      return await action({
        kept: now,
        keep,
        keepTokens: async (tokens) => {
          now = { ...now, ...afterRefresh(now, tokens) };
          await keep(now);
        },
      });
    } finally {
      writer.discard();
    }
  }, signal);
}
