import type { Effects } from "../effects.ts";
import type { RequestOptions } from "../http/request.ts";
import type { ProfileSecrets } from "../store/profile.ts";
import type { ProfileStore } from "../store/profile-store.ts";
import { withHeldLogin } from "../token-source/with-held-login.ts";
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
  return withHeldLogin({ store, name, signal }, async ({ kept, keep, keepTokens }) => {
    const { clientSecret, accessToken, refreshToken } = kept.secrets;
    const settings = { ...kept.settings, clientSecret };
    let alive = kept.secrets;
    const onTokens = async (tokens: Parameters<typeof keepTokens>[0]) => {
      await keepTokens(tokens);
      const { accessToken, refreshToken = kept.secrets.refreshToken } = tokens;
      alive = { ...alive, accessToken, ...(refreshToken !== undefined && { refreshToken }) };
    };
    const revoked = await revokeTokens(settings, { refreshToken, accessToken }, effects, {
      signal,
      onTokens,
    });
    const refreshDead = revoked.refreshToken?.outcome === "confirmed";
    const accessDead = revoked.accessToken?.outcome === "confirmed";
    if (!refreshDead && !accessDead) return revoked;
    const secrets = without(alive, {
      ...(refreshDead && { refreshToken: undefined }),
      ...(accessDead && { accessToken: undefined }),
    });
    const { accessToken: accessLeft, refreshToken: refreshLeft } = secrets;
    const login = refreshLeft === undefined ? { ...kept.login, refreshFingerprint: null } : kept.login;
    await keep({ login: accessLeft === undefined && refreshLeft === undefined ? undefined : login, secrets });
    return revoked;
  });
}

/** The secrets but for those that are given, as undefined. */
function without(
  secrets: ProfileSecrets,
  dead: Partial<Record<keyof ProfileSecrets, undefined>>,
): ProfileSecrets {
  return Object.fromEntries(
    Object.entries({ ...secrets, ...dead }).filter(([, value]) => value !== undefined),
  );
}
