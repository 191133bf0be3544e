import type { Effects } from "../effects.ts";
import type { RequestOptions } from "../http/request.ts";
import type { ProfileStore } from "../store/profile-store.ts";
import type { TokenChange } from "../token-source/token-keeper.ts";
import { type HeldTokens, withHeldLogin } from "../token-source/with-held-login.ts";
import { type RevokedTokens, revokeTokens } from "./revoke-tokens.ts";

export interface ProfileRevocation extends RequestOptions {
  readonly store: ProfileStore;
  readonly name: string;
}

/**
 * Revokes the tokens of a profile; those that are proved dead are forgotten, any other is kept.
 *
 * Throws LOGIN_REQUIRED when there are none, and what `revokeTokens` throws: then all are kept.
 */
export function revokeProfile(
  { store, name, signal }: ProfileRevocation,
  effects: Effects,
): Promise<RevokedTokens> {
  return withHeldLogin({ store, name, signal }, effects, async (held) => {
    const { clientSecret, accessToken, refreshToken } = held.kept.secrets;
    const settings = { ...held.kept.settings, clientSecret };
    const revoked = await revokeTokens(settings, { refreshToken, accessToken }, effects, {
      signal,
      onTokens: held.keepTokens,
      onFailure: held.noteFailure,
    });
    const refreshDead = revoked.refreshToken?.outcome === "confirmed";
    const accessDead = revoked.accessToken?.outcome === "confirmed";
    if (refreshDead || accessDead) await held.keep(without(held.kept, { refreshDead, accessDead }));
    return revoked;
  });
}

/** What is left of a login when some of its tokens are dead. */
function without(
  { login, secrets }: HeldTokens["kept"],
  { refreshDead, accessDead }: { readonly refreshDead: boolean; readonly accessDead: boolean },
): TokenChange {
  const { accessToken, refreshToken, ...others } = secrets;
  const keepsAccess = accessToken !== undefined && !accessDead;
  const keepsRefresh = refreshToken !== undefined && !refreshDead;
  const { answerLostAt: _lost, refusedAt: _refused, ...alone } = { ...login, refreshFingerprint: null };
  const left = keepsRefresh ? login : alone;
  return {
    login: keepsAccess || keepsRefresh ? left : undefined,
    secrets: { ...others, ...(keepsAccess && { accessToken }), ...(keepsRefresh && { refreshToken }) },
  };
}
