import type { Effects } from "../effects.ts";
import { AuthError, isAuthError } from "../errors.ts";
import type { RequestOptions } from "../http/request.ts";
import type { ApiCredential } from "./api-call.ts";
import { type CurrentUser, fetchCurrentUser } from "./current-user.ts";

/**
 * Whom tokens belong to that were issued just now, and are to be kept in the place of those of `expected`; undefined
 * when the instance does not tell: they are good all the same.
 *
 * Throws WRONG_USER when they are somebody else's, which are not to be kept then.
 */
export async function fetchExpectedUser(
  credential: ApiCredential & { readonly expected: string | undefined },
  effects: Effects,
  options: RequestOptions = {},
): Promise<CurrentUser | undefined> {
  const { expected } = credential;
  const user = await fetchCurrentUser(credential, effects, options).catch((error: unknown) => {
    if (isAuthError(error) || options.signal?.aborted) return undefined;
    throw error;
  });
  if (expected === undefined || user === undefined || user.userName === expected) return user;
  const details = { expected, actual: user.userName, discarded: true } as const;
  throw new AuthError("WRONG_USER", "expected the user of the earlier login to sign in", details);
}
