import { type Effects, isAuthError, type Profile, type ProfileStore } from "@nowtoken/core";
import { checkProfile } from "./check-profile.ts";
import { forEachProfile, type Outcome } from "./for-each-profile.ts";
import { requireProfile } from "./named-profile.ts";
import { describeOutcome } from "./outcomes.ts";
import { showProgress } from "./progress.ts";
import { type ReadProfile, readProfiles } from "./read-profiles.ts";
import { type StatusRow, toStatusRow } from "./status-row.ts";

export interface Checking {
  readonly store: ProfileStore;
  readonly effectsFor: (profile: Profile) => Effects;
  /** How many instances are asked at once. */
  readonly concurrency: number;
  readonly now: () => Date;
  /** How far ahead one wants to know, in milliseconds. */
  readonly window: number;
  readonly signal: AbortSignal;
}

/** Asks the instances of profiles whose their tokens are, and says how each stands then. */
export async function checkProfiles(
  read: readonly ReadProfile[],
  { store, effectsFor, concurrency, now, window, signal }: Checking,
): Promise<StatusRow[]> {
  const progress = showProgress(read.length, "checked");
  const outcomes = await forEachProfile(
    read.map(({ name }) => name),
    {
      concurrency,
      signal,
      act: async (name) => {
        const profile = requireProfile(store, name);
        return checkProfile(profile, { store, effects: effectsFor(profile), signal });
      },
      onDone: (outcome) => progress.done(describe(outcome)),
    },
  ).finally(() => progress.end());
  return read.map((before, index) => {
    // A refresh has changed its dates, or has shown that it is refused.
    const [after = before] = readProfiles(store, [before.name]);
    const row = toStatusRow(after, now(), window);
    const result = outcomes[index]?.result;
    return isAuthError(result) ? { ...row, error: result } : row;
  });
}

const describe = (outcome: Outcome<string>): string =>
  describeOutcome(outcome, (userName) => `${outcome.profile}: the token is ${userName}'s`);
