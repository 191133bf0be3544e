import { fingerprintOf } from "./fingerprint.ts";
import type { Profile } from "./profile.ts";

/** What a login is handed to that writes one. */
export const credentialFile = "credential file";
/** What it is handed to instead where no file is named: whoever reads it, a screen or a program. */
export const standardOutput = "standard output";

export interface HandOver {
  /** The connector, {@link credentialFile} or {@link standardOutput}. */
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

/** Whom the present refresh token was handed to, as far as this profile knows: they stop working with it. */
export function holdersOf({ login, handedOver }: Pick<Profile, "login" | "handedOver">): string[] {
  const present = login?.refreshFingerprint;
  return handedOver.filter(({ refreshFingerprint }) => refreshFingerprint === present).map(({ to }) => to);
}

/** Whom an earlier refresh token was handed to: where the instance rotates them, theirs is dead. */
export function staleHoldersOf({ login, handedOver }: Pick<Profile, "login" | "handedOver">): string[] {
  if (login === undefined) return [];
  return handedOver
    .filter(
      ({ refreshFingerprint }) =>
        refreshFingerprint !== null && refreshFingerprint !== login.refreshFingerprint,
    )
    .map(({ to }) => to);
}
