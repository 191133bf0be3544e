import {
  type AccessToken,
  AuthError,
  createTokenSource,
  type Effects,
  fetchCurrentUser,
  noteUser,
  type Profile,
  type ProfileStore,
  useAccessToken,
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
  const ask = (token: AccessToken) => fetchCurrentUser(token, effects, { signal });
  const user = await useAccessToken(source, ask, { minTtlSeconds: 5, signal });
  const expected = login?.user?.userName;
  if (expected === undefined) await noteUser(store, name, user);
  else if (expected !== user.userName) throw wrongUser(expected, user.userName);
  return user.userName;
}

const wrongUser = (expected: string, actual: string) =>
  new AuthError("WRONG_USER", "expected tokens of the profile's user", { expected, actual });
