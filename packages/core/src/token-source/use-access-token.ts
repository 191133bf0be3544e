import { isAuthError } from "../errors.ts";
import type { AccessToken } from "./kept-login.ts";
import type { TokenSource, TokenWish } from "./token-source.ts";

/**
 * Does something with an access token of a source, and once more with a new one where the instance refuses the first:
 * it may have been revoked before its time.
 *
 * Throws what the source and the use throw; a refused token is an API_REJECTED with status 401.
 */
export async function useAccessToken<Value>(
  source: TokenSource,
  use: (token: AccessToken) => Promise<Value>,
  wish: TokenWish = {},
): Promise<Value> {
  const token = await source.getAccessToken(wish);
  try {
    return await use(token);
  } catch (error) {
    if (token.refreshed || !isTokenRefused(error)) throw error;
  }
  return use(await source.getAccessToken({ ...wish, refresh: "always" }));
}

/** Whether it was the access token that the instance refused. */
export function isTokenRefused(error: unknown): boolean {
  return isAuthError(error, "API_REJECTED") && error.details.status === 401;
}
