import { accessLife } from "./access-life.ts";
import { type Profile, type ProfileLogin, refreshDeath } from "./profile.ts";

/**
 * How a profile stands.
 *
 * - `ok`: nothing to do within the window.
 * - `due`: its tokens die within the window.
 * - `expired`: they have died.
 * - `refused`: the instance refuses the refresh token.
 * - `no-tokens`: it holds none.
 */
export type ProfileState = "ok" | "due" | "expired" | "refused" | "no-tokens";

export interface ProfileStatus {
  readonly state: ProfileState;
  /** What is left of the access token, in seconds; not above 0 after its death; undefined when nobody knows. */
  readonly accessSecondsLeft: number | undefined;
  /** When the refresh token dies; undefined when there is none. */
  readonly refreshDiesAt: Date | undefined;
}

/** Says from a profile's dates how it stands; `window` is how many milliseconds ahead one wants to know. */
export function profileStatus({ login }: Profile, now: Date, window: number): ProfileStatus {
  if (login === undefined)
    return { state: "no-tokens", accessSecondsLeft: undefined, refreshDiesAt: undefined };
  const refreshDiesAt = refreshDeath(login);
  return {
    state: stateOf(login, now, window),
    accessSecondsLeft: accessLife(login, now).secondsLeft,
    refreshDiesAt,
  };
}

function stateOf(login: ProfileLogin, now: Date, window: number): ProfileState {
  if (login.refusedAt !== undefined) return "refused";
  // These ask for their next token with no person and no refresh token.
  if (login.grant === "client-credentials" || login.grant === "jwt-bearer") return "ok";
  const death = refreshDeath(login) ?? login.accessExpiresAt;
  if (death === null) return "ok";
  const left = death.getTime() - now.getTime();
  if (left <= 0) return "expired";
  return left <= window ? "due" : "ok";
}
