import {
  type AnyAuthError,
  type ApiCredential,
  type CurrentUser,
  type Effects,
  fetchCurrentUser,
  isAuthError,
} from "@nowtoken/core";
import { advise } from "../failures/advise.ts";

/** Whom tokens belong to, or why that is not known; undefined when nobody asked. */
export type TokenOwner = CurrentUser | AnyAuthError | undefined;

/**
 * Asks whom tokens belong to that were issued just now: they are there to be kept, and nothing here can fail that. Throws
 * no error of ours.
 */
export async function findOwner(
  credential: ApiCredential,
  effects: Effects,
  signal: AbortSignal,
): Promise<TokenOwner> {
  try {
    return await fetchCurrentUser(credential, effects, { signal });
  } catch (error) {
    if (signal.aborted) return undefined;
    if (isAuthError(error)) return error;
    throw error;
  }
}

/** The user where the instance told one. */
export const knownUser = (owner: TokenOwner): CurrentUser | undefined =>
  isAuthError(owner) ? undefined : owner;

/** Why it is not known whom the tokens belong to. */
export async function describeUnknown(owner: TokenOwner): Promise<string[]> {
  if (!isAuthError(owner)) return [];
  return [`Whom the tokens belong to could not be found out. ${(await advise(owner)).message}`];
}
