import { fingerprintOf } from "./fingerprint.ts";
import type { Profile } from "./profile.ts";

export interface HandOver {
  /** The connector, or `credential file`. */
  readonly to: string;
  readonly at: Date;
  readonly refreshToken: string | undefined;
}

/** The hand-overs with one more: the last to each is what counts. */
export function noteHandOver(
  earlier: Profile["handedOver"],
  { to, at, refreshToken }: HandOver,
): Profile["handedOver"] {
  const refreshFingerprint = refreshToken === undefined ? null : fingerprintOf(refreshToken);
  return [...earlier.filter((other) => other.to !== to), { to, at, refreshFingerprint }];
}
