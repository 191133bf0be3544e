import { type Profile, profileStatus } from "@nowtoken/core";
import { configInvalid } from "../failures/config-invalid.ts";
import type { ReadProfile } from "../profiles/read-profiles.ts";

export interface RenewalChoice {
  readonly all: boolean;
  /** Only what dies within so many milliseconds; left out, whatever its date. */
  readonly window: number | undefined;
  readonly now: Date;
}

/**
 * The profiles that a browser renews. Of all, those that were logged in so and are due, and those that cannot be read,
 * so that their failure is told; a single one that no browser can renew is refused with CONFIG_INVALID.
 */
export function chooseRenewals(
  read: readonly ReadProfile[],
  { all, window, now }: RenewalChoice,
): ReadProfile[] {
  const due = read.filter(({ profile }) => profile === undefined || isDue(profile, window, now));
  if (all) return due.filter(({ profile }) => profile === undefined || isRenewable(profile));
  const machine = due.find(({ profile }) => profile !== undefined && !isBrowsers(profile));
  if (machine === undefined) return due;
  throw configInvalid(
    `the tokens of the profile ${machine.name} come without a person: there is nothing to renew, and \`nowtoken refresh\` gets a new one`,
  );
}

function isDue(profile: Profile, window: number | undefined, now: Date): boolean {
  return window === undefined || profileStatus(profile, now, window).state !== "ok";
}

/** Whether a browser got its tokens: a client that nobody has logged in with waits for `login`. */
const isRenewable = (profile: Profile): boolean => profile.login !== undefined && isBrowsers(profile);

const isBrowsers = ({ login }: Profile): boolean =>
  login?.grant !== "client-credentials" && login?.grant !== "jwt-bearer";
