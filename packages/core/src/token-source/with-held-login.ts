import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import type { RequestOptions } from "../http/request.ts";
import type { ProfileStore } from "../store/profile-store.ts";
import { afterFailure, afterRefresh, type IssuedLogin } from "./kept-login.ts";
import { loginRequired } from "./login-required.ts";
import { createProfileKeeper } from "./profile-keeper.ts";
import { toRefreshError } from "./refresh-error.ts";
import type { RefreshFailure } from "./refresh-patiently.ts";
import type { TokenChange } from "./token-keeper.ts";

/** A login of a profile, while nobody else uses its refresh token. */
export interface HeldTokens {
  /** As it is now, with what was kept meanwhile. */
  readonly kept: IssuedLogin;
  /** Keeps tokens that the refresh token brought, for good. */
  readonly keepTokens: (tokens: TokenResponse) => Promise<void>;
  /** Keeps what a failed use of the refresh token tells of it, where it can; yields what the failure is told as. */
  readonly noteFailure: (failure: RefreshFailure) => Promise<unknown>;
  /** Keeps what else became of the login. */
  readonly keep: (change: TokenChange) => Promise<void>;
}

/** Which login, and how long it is waited for. */
interface Holding extends RequestOptions {
  readonly store: ProfileStore;
  readonly name: string;
}

/**
 * Does something that may use up the refresh token of a profile, once it is sure that what comes can be kept.
 *
 * Throws LOGIN_REQUIRED when there is no login; STORE_UNUSABLE, STORE_BUSY, and what the action throws.
 */
export function withHeldLogin<Value>(
  { store, name, signal }: Holding,
  { now }: Pick<Effects, "now">,
  action: (held: HeldTokens) => Promise<Value>,
): Promise<Value> {
  return createProfileKeeper(store, name).hold(async ({ kept: found, prepare }) => {
    if (found?.login === undefined)
      throw loginRequired(name, found === undefined ? "no-profile" : "no-tokens");
    let kept: IssuedLogin = { ...found, login: found.login };
    let writer = await prepare();
    const keep = async (change: TokenChange) => {
      await writer.write(change);
      if (change.login !== undefined) kept = { ...kept, ...change, login: change.login };
      writer = await prepare();
    };
    try {
      return await action({
        get kept() {
          return kept;
        },
        keep,
        keepTokens: (tokens) => keep(afterRefresh(kept, tokens)),
        async noteFailure(failure) {
          const error = toRefreshError(failure, kept, now());
          const login = afterFailure(kept.login, failure, now());
          if (login !== undefined) await keep({ login, secrets: kept.secrets }).catch(() => undefined);
          return error;
        },
      });
    } finally {
      writer.discard();
    }
  }, signal);
}
