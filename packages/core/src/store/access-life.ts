import type { ProfileLogin } from "./profile.ts";

/** What is left of an access token. */
export interface AccessLife {
  /** When it dies; undefined when the instance did not say, or nobody can tell. */
  readonly expiresAt: Date | undefined;
  /** In seconds, not above 0 after its death; undefined when nobody knows. */
  readonly secondsLeft: number | undefined;
}

/** What the vendor's SDK takes for the lifetime where the answer names none, in seconds. */
const assumedLifetimeSeconds = 1800;
/** How far a clock may be set back before a token's age is no longer believed, in seconds. */
const clockToleranceSeconds = 60;

/**
 * What is left of an access token by this computer's clock. By one that stood later when the token came nobody can tell,
 * nor whether one of unknown life is alive that is older than most.
 */
export function accessLife({ accessReceivedAt, accessExpiresAt }: ProfileLogin, now: Date): AccessLife {
  const age = (now.getTime() - accessReceivedAt.getTime()) / 1000;
  const unknown = { expiresAt: undefined, secondsLeft: undefined };
  if (age < -clockToleranceSeconds) return unknown;
  if (accessExpiresAt !== null)
    return {
      expiresAt: accessExpiresAt,
      secondsLeft: Math.floor((accessExpiresAt.getTime() - now.getTime()) / 1000),
    };
  const secondsLeft = Math.floor(assumedLifetimeSeconds - age);
  return secondsLeft > 0 ? { expiresAt: undefined, secondsLeft } : unknown;
}
