import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import { type AnyAuthError, isAuthError } from "../errors.ts";
import type { RequestOptions } from "../http/request.ts";
import type { ClientSettings } from "../token-endpoint/oauth-client.ts";
import { refreshAccessToken } from "../token-endpoint/refresh-access-token.ts";
import { judgeRefreshFailure } from "../token-endpoint/refresh-verdict.ts";
import { type RefreshFailure, refreshPatiently } from "../token-source/refresh-patiently.ts";
import { fetchCurrentUser } from "../verify/current-user.ts";

/** Whether a token still works: a call with it was refused, was served, or said nothing about it. */
export type Proof =
  /** Uncertain is the catch-all, which a wrong client secret gets as well. */
  | { readonly state: "dead"; readonly certain: boolean }
  | { readonly state: "alive"; readonly tokens?: TokenResponse }
  | { readonly state: "unknown"; readonly error: AnyAuthError };

interface RefreshProof extends RequestOptions {
  /** Hears of a redemption that proved nothing, and is awaited: its answer may have been lost. */
  readonly onFailure?: ((failure: RefreshFailure) => Promise<unknown>) | undefined;
}

/**
 * Redeems a refresh token to see whether it works: when it does, it brings tokens, which have to be kept, as the one
 * that was used may have been rotated away.
 */
export async function proveRefreshToken(
  settings: ClientSettings,
  refreshToken: string,
  effects: Effects,
  { signal, onFailure }: RefreshProof,
): Promise<Proof> {
  const request = () => refreshAccessToken(settings, refreshToken, effects, { signal });
  const outcome = await refreshPatiently(request, effects, { signal });
  if ("tokens" in outcome) return { state: "alive", tokens: outcome.tokens };
  const { error, dead } = outcome.failure;
  // A token that is dead was to be; of any other an answer may have been lost.
  if (!dead) await onFailure?.(outcome.failure);
  if (!isAuthError(error)) throw error;
  if (!dead) return { state: "unknown", error };
  return { state: "dead", certain: judgeRefreshFailure(error) === "dead" };
}

/** Calls the API with an access token to see whether it works; a 403 shows that it does. */
export async function proveAccessToken(
  { instanceUrl }: ClientSettings,
  accessToken: string,
  effects: Effects,
  options: RequestOptions,
): Promise<Proof> {
  try {
    await fetchCurrentUser({ instanceUrl, accessToken }, effects, options);
    return { state: "alive" };
  } catch (error) {
    if (!isAuthError(error)) throw error;
    if (isAuthError(error, "WRONG_USER")) return { state: "dead", certain: true };
    if (!isAuthError(error, "API_REJECTED")) return { state: "unknown", error };
    return error.details.status === 401 ? { state: "dead", certain: true } : { state: "alive" };
  }
}
