import type { ListedLogin, LogOutWay, PageProfiles, ToldCheck } from "@nowtoken/callback";
import {
  type AnyAuthError,
  type Effects,
  holdersAmong,
  mergeSettings,
  type Profile,
  type ProfileStore,
  type RawSettings,
  readableProfiles,
  revokeProfile,
  verifyProfile,
} from "@nowtoken/core";
import type { Environment } from "../environment.ts";
import { moreByExplain } from "../failures/naming-explain.ts";
import { keptValuesOf, rememberHandOver, valuesOf } from "../hand-over/connector-values.ts";
import { requireProfile } from "../profiles/named-profile.ts";
import { type ReadProfile, readProfiles } from "../profiles/read-profiles.ts";
import { findSaving } from "../profiles/saving.ts";
import { settingsToRenew } from "../renew/renewal-settings.ts";
import { describeEnd, failureOfRevocation, isRevoked, tellRevocation } from "../revocation/report.ts";
import { failureOfVerification, tellCheck } from "../verify/report.ts";
import { createKeeper } from "./login-keeper.ts";

export interface PageSurroundings {
  readonly store: ProfileStore;
  readonly environment: Environment;
  /** What the command was given. */
  readonly settings: RawSettings;
  readonly effectsFor: (profile: Profile) => Effects;
  /** Ends what is under way when the page ends. */
  readonly signal: AbortSignal;
  /** Hears of what failed in a check or a revocation, to keep it for `nowtoken explain`. */
  readonly onFailure: (error: AnyAuthError) => void;
}

/** The profiles of this user, for the page: each does what its command does. */
export function createPageProfiles(surroundings: PageSurroundings): PageProfiles {
  const { store, environment, settings, effectsFor, signal, onFailure } = surroundings;
  const effectsOf = (name: string) => effectsFor(requireProfile(store, name));
  return {
    async prepare(login) {
      const saving = await findSaving(login, store, environment);
      return typeof saving === "object" ? createKeeper(saving, login) : saving;
    },
    defaultName: () => store.currentName(),
    list() {
      const read = readProfiles(store, store.names());
      return toListed(
        read,
        read.flatMap(({ profile }) => profile ?? []),
      );
    },
    find: (name) => toListed(readProfiles(store, [name]), readableProfiles(store))[0],
    async settingsOf(name) {
      const { instanceUrl, ...kept } = await settingsToRenew(name, store);
      const { wait, timeout, caFile } = settings;
      // The page's form asks for the instance, and for another address only where it differs.
      return mergeSettings({ wait, timeout, caFile }, { ...kept, instance: instanceUrl });
    },
    async verify(name, wishes) {
      const verification = await verifyProfile({ store, name, signal, ...wishes }, effectsOf(name));
      const failure = failureOfVerification(verification, name);
      if (failure !== undefined) onFailure(failure);
      const told = verification.checks.map(tellCheck);
      return failure === undefined ? told : nameExplain(told);
    },
    async valuesOf(name, { isFresh }) {
      if (!isFresh) return { values: await keptValuesOf(name, store), warnings: [] };
      return valuesOf(name, { store, effects: effectsOf(name), signal });
    },
    async noteHandOver(name, to) {
      const { refreshToken } = await keptValuesOf(name, store);
      await rememberHandOver(store, name, { to, at: effectsOf(name).now(), refreshToken });
    },
    logOut: (name, way) => logOut(requireProfile(store, name), way, surroundings),
  };
}

function toListed(read: readonly ReadProfile[], all: readonly Profile[]): ListedLogin[] {
  return read.map((one) =>
    one.profile === undefined ? one : { ...one, holders: holdersAmong(one.profile, all) },
  );
}

async function logOut(profile: Profile, way: LogOutWay, surroundings: PageSurroundings) {
  const { store, effectsFor, signal, onFailure } = surroundings;
  const { name } = profile;
  const revokes = way !== "forget";
  const revoked = revokes ? await revokeProfile({ store, name, signal }, effectsFor(profile)) : {};
  const failure = failureOfRevocation(revoked);
  if (failure !== undefined) onFailure(failure);
  const told = tellRevocation(revoked).flatMap(({ sentence, why }) => [sentence, ...why]);
  if (!isRevoked(revoked))
    return { isDone: false, sentences: [...told, ...(failure ? [moreByExplain] : [])] };
  if (way === "revoke") return { isDone: true, sentences: told };
  await store.remove(name);
  return { isDone: true, sentences: [describeEnd(profile, revokes)] };
}

/** Names the command that says the rest, with the check whose failure is kept for it: the first that failed. */
function nameExplain(checks: readonly ToldCheck[]): ToldCheck[] {
  const first = checks.findIndex(({ status }) => status === "failed");
  return checks.map((check, index) =>
    index === first ? { ...check, fix: [...check.fix, moreByExplain] } : check,
  );
}
