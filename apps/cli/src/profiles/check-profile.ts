import {
  AuthError,
  createTokenSource,
  type Effects,
  fetchCurrentUser,
  isAuthError,
  noteUser,
  type Profile,
  type ProfileStore,
} from "@nowtoken/core";

export interface CheckSurroundings {
  readonly store: ProfileStore;
  readonly effects: Effects;
  readonly signal: AbortSignal;
}

/**
 * Asks the instance whom the access token of a profile belongs to; one that has died, or that the instance refuses, is
 * refreshed first. Yields the user's name.
 *
 * Throws WRONG_USER when the tokens are not those of the profile's user, and what a token source and the look-up throw.
 */
export async function checkProfile(
  { name, login }: Profile,
  { store, effects, signal }: CheckSurroundings,
): Promise<string> {
  const source = createTokenSource({ profile: name, store, effects });
  const token = await source.getAccessToken({ minTtlSeconds: 5, signal });
  const user = await fetchCurrentUser(token, effects, { signal }).catch(async (error) => {
    if (token.refreshed || !isTokenRefused(error)) throw error;
    const fresh = await source.getAccessToken({ refresh: "always", signal });
    return fetchCurrentUser(fresh, effects, { signal });
  });
  const expected = login?.user?.userName;
  if (expected === undefined) await noteUser(store, name, user);
  else if (expected !== user.userName) throw wrongUser(expected, user.userName);
  return user.userName;
}

const isTokenRefused = (error: unknown): boolean =>
  isAuthError(error, "API_REJECTED") && error.details.status === 401;

const wrongUser = (expected: string, actual: string) =>
  new AuthError("WRONG_USER", "expected tokens of the profile's user", { expected, actual });
