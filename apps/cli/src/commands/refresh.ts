import { holdersAmong, type Profile, type ProfileStore, readableProfiles } from "@nowtoken/core";
import * as Flags from "@oclif/core/flags";
import { BaseCommand } from "../base-command.ts";
import { forEachProfile } from "../profiles/for-each-profile.ts";
import { profileNamesOf } from "../profiles/named-profile.ts";
import {
  describeOutcome,
  exitCodeOf,
  firstFailureOf,
  outcomesToJson,
  summarize,
} from "../profiles/outcomes.ts";
import { showProgress } from "../profiles/progress.ts";
import { parseConcurrency } from "../settings/concurrency.ts";
import { withInterruption } from "../terminal/interruption.ts";
import { connectionOf, findProfile, shareEffects } from "../tokens/kept-login.ts";
import { describeRefresh, type Refreshed, refreshProfile, toRefreshJson } from "../tokens/refreshed.ts";
import { readSessionSettings, type SessionSettings, sessionFlags } from "../tokens/session.ts";

export default class Refresh extends BaseCommand {
  static override summary = "Get a new access token now, whatever is left of the old one.";
  static override description =
    "Uses the refresh token once. That does not move the day on which it dies: a new login does. Nothing is printed of the tokens.";
  static override examples = [
    { description: "The chosen profile", command: "<%= config.bin %> refresh" },
    { description: "Every profile", command: "<%= config.bin %> refresh --all" },
  ];
  static override flags = {
    ...sessionFlags,
    all: Flags.boolean({ description: "every profile", helpGroup: "REFRESH", env: "NOWTOKEN_ALL" }),
    concurrency: Flags.string({
      description: "with --all: how many at once; default: 16",
      helpValue: "NUMBER",
      helpGroup: "REFRESH",
      env: "NOWTOKEN_CONCURRENCY",
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Refresh);
    const concurrency = parseConcurrency(flags.concurrency);
    const settings = await readSessionSettings(flags, this.environment);
    const store = this.store(flags, settings);
    const names = profileNamesOf(flags, settings.profile, store);
    const effectsFor = shareEffects((connection) => this.effects(connection));
    let all: readonly Profile[] | undefined;
    const findHolders = (profile: Profile) => {
      all ??= readableProfiles(store);
      return holdersAmong(profile, all);
    };
    const refresh = async (profile: Profile, signal: AbortSignal) => {
      const effects = effectsFor(connectionOf(profile, settings));
      return refreshProfile(profile, { store, findHolders, effects, signal });
    };
    await withInterruption(async (signal) => {
      if (flags.all)
        return this.refreshAll({ names, store, settings, concurrency, signal, json: flags.json, refresh });
      const refreshed = await refresh(findProfile(store, settings), signal);
      await this.printResult(flags.json, toRefreshJson(refreshed), `${describeRefresh(refreshed)}\n`);
    });
  }

  private async refreshAll(work: RefreshAll): Promise<void> {
    const { names, store, settings, concurrency, signal, json, refresh } = work;
    const progress = showProgress(names.length, "refreshed");
    const outcomes = await forEachProfile(names, {
      concurrency,
      signal,
      act: (profile) => refresh(findProfile(store, { ...settings, profile }), signal),
      onDone: (outcome) => progress.done(describeOutcome(outcome, describeRefresh)),
    });
    progress.end();
    const text = summarize(outcomes, "refreshed");
    await this.printResult(json, outcomesToJson(outcomes, toRefreshJson), text);
    await this.noteFailure(firstFailureOf(outcomes), json);
    process.exitCode = exitCodeOf(outcomes);
  }
}

interface RefreshAll {
  readonly names: readonly string[];
  readonly store: ProfileStore;
  readonly settings: SessionSettings;
  readonly concurrency: number;
  readonly signal: AbortSignal;
  readonly json: boolean;
  readonly refresh: (profile: Profile, signal: AbortSignal) => Promise<Refreshed>;
}
