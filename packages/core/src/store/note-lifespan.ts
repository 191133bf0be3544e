import { changeProfile } from "./change-profile.ts";
import type { Profile, ProfileLogin } from "./profile.ts";
import type { ProfileStore } from "./profile-store.ts";

/** What an OAuth record was seen to say. */
export interface SeenLifespan {
  readonly instanceUrl: string;
  readonly clientId: string;
  /** The record's Refresh Token Lifespan. */
  readonly refreshLifespanSeconds: number;
  /** When the record was last changed. */
  readonly changedAt: Date;
}

/**
 * Writes down the lifespan that the record gave the refresh token of a profile, and yields whether it did: not for
 * another client, nor where the lifespan was given, nor where the record has been changed since the consent, for tokens
 * that are issued keep their date. Throws STORE_UNUSABLE, STORE_BUSY.
 */
export async function noteLifespan(store: ProfileStore, name: string, seen: SeenLifespan): Promise<boolean> {
  const profile = store.read(name);
  if (profile === undefined || !tells(seen, profile)) return false;
  await changeProfile(store, name, (now) =>
    tells(seen, now) ? { login: withLifespan(now.login, seen) } : {},
  );
  return true;
}

function tells(seen: SeenLifespan, { settings, login }: Profile): boolean {
  if (settings.instanceUrl !== seen.instanceUrl || settings.clientId !== seen.clientId) return false;
  if (login === undefined || login.refreshLifespanSource === "settings") return false;
  const isKnown =
    login.refreshLifespanSource === "record" && login.refreshLifespanSeconds === seen.refreshLifespanSeconds;
  return !isKnown && seen.changedAt <= login.consentAt;
}

function withLifespan(
  login: ProfileLogin | undefined,
  { refreshLifespanSeconds }: SeenLifespan,
): ProfileLogin | undefined {
  return login && { ...login, refreshLifespanSeconds, refreshLifespanSource: "record" };
}
