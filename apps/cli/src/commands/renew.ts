import { isAuthError, loginRequired } from "@nowtoken/core";
import * as Flags from "@oclif/core/flags";
import { BaseCommand } from "../base-command.ts";
import { configInvalid } from "../failures/config-invalid.ts";
import { parseMode } from "../login/mode.ts";
import { forEachProfile, type Outcome } from "../profiles/for-each-profile.ts";
import { profileNamesOf } from "../profiles/named-profile.ts";
import {
  describeOutcome,
  exitCodeOf,
  firstFailureOf,
  outcomesToJson,
  summarize,
} from "../profiles/outcomes.ts";
import { type ReadProfile, readProfiles } from "../profiles/read-profiles.ts";
import { statusJson } from "../profiles/status-json.ts";
import { formatStatusTable, toStatusRow } from "../profiles/status-row.ts";
import { chooseRenewals } from "../renew/choose-renewals.ts";
import { formatRenewal, renewalToJson } from "../renew/describe-renewal.ts";
import { type RenewalPlan, renewByName } from "../renew/renew-by-name.ts";
import type { Renewal } from "../renew/renew-profile.ts";
import { renewalWishes } from "../renew/renewal-settings.ts";
import { parseDurationFlag } from "../settings/duration-flag.ts";
import { browserFlags, outputFlags, profileFlag, requestFlags, waitFlags } from "../settings/flags.ts";
import { withInterruption } from "../terminal/interruption.ts";
import { styleFor } from "../terminal/style.ts";
import { sessionFlags } from "../tokens/session.ts";
import { printWarnings } from "../warnings.ts";

const { timeout, "ca-file": caFile } = sessionFlags;
const { "no-verify": _, ...loginFlags } = browserFlags;
const usualWindow = "14d";

export default class Renew extends BaseCommand {
  static override summary = "Log in again, before a refresh token dies.";
  static override description =
    "Opens the browser as `login` does, with the settings of the profile, and with --all one page after the other. Then it says whether the refresh token is the same one with a new date, so that the connector's form stays valid, or a new one, and for whom. Tokens of another user than the profile's are not kept. Writes a credential file only where --out names one.";
  static override examples = [
    { description: "The chosen profile, whatever its date", command: "<%= config.bin %> renew" },
    { description: "All that die within 14 days", command: "<%= config.bin %> renew --all" },
    { description: "Which those are", command: "<%= config.bin %> renew --all --within 30d --dry-run" },
  ];
  static override flags = {
    ...profileFlag,
    timeout,
    "ca-file": caFile,
    ...waitFlags,
    ...requestFlags,
    ...loginFlags,
    out: Flags.string({
      description: "write the credential to this file too; default: to none",
      helpValue: "FILE",
      helpGroup: "SETTINGS",
      env: "NOWTOKEN_RENEW_OUT",
    }),
    format: outputFlags.format,
    all: Flags.boolean({ description: "every profile that is due", helpGroup: "RENEW", env: "NOWTOKEN_ALL" }),
    within: Flags.string({
      description: `only what dies so soon; default: with --all ${usualWindow}, else whatever its date`,
      helpValue: "TIME",
      helpGroup: "RENEW",
      env: "NOWTOKEN_WITHIN",
    }),
    "dry-run": Flags.boolean({
      description: "only list what would be renewed",
      helpGroup: "RENEW",
      env: "NOWTOKEN_DRY_RUN",
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Renew);
    const { all, json } = flags;
    const within = flags.within ?? (all ? usualWindow : undefined);
    const window = within === undefined ? undefined : parseDurationFlag("--within", within);
    const mode = parseMode(flags.mode);
    if (all && flags.out !== undefined) throw configInvalid("--out names one file: --all excludes it");
    const store = this.store(flags);
    const named = flags.profile ?? this.environment.settings.profile;
    const names = profileNamesOf(flags, named === undefined ? undefined : String(named), store);
    const read = readProfiles(store, names);
    if (read.length === 0) throw loginRequired(names[0] ?? store.currentName(), "no-profile");
    const { now } = this.effects({ timeoutSeconds: 30, caFile: undefined });
    const chosen = chooseRenewals(read, { all, window, now: now() });
    if (chosen.length === 0) {
      process.stderr.write(`${all ? "No profile is" : `${names[0]} is not`} due within ${within}.\n`);
    }
    const dryRun = flags["dry-run"];
    if (chosen.length === 0 || dryRun) return this.list(chosen, { now: now(), window, json, dryRun });
    const output = { all, json };
    await withInterruption((signal) =>
      this.renew(
        {
          names: chosen.map(({ name }) => name),
          store,
          effectsFor: (settings) => this.effects(settings),
          mode,
          wishes: renewalWishes(flags, this.environment),
          interactive: this.asker(flags) !== undefined,
          open: !flags["no-open"],
          forceConsent: flags["force-consent"],
          environment: this.environment.variables,
          signal,
        },
        output,
      ),
    );
  }

  private async renew(plan: RenewalPlan, { all, json }: Output): Promise<void> {
    const { names, signal } = plan;
    const [name = ""] = names;
    const style = styleFor(process.stdout);
    if (!all) {
      const renewal = await renewByName(name, plan);
      printWarnings(renewal.warnings);
      return this.printResult(json, renewalToJson(renewal), formatRenewal(renewal, style));
    }
    const outcomes = await forEachProfile(names, {
      concurrency: 1,
      signal,
      act: (each) => renewByName(each, plan),
      onDone: (outcome) => tell(outcome, json),
    });
    await this.printResult(json, outcomesToJson(outcomes, renewalToJson), summarize(outcomes, "renewed"));
    await this.noteFailure(firstFailureOf(outcomes), json);
    process.exitCode = exitCodeOf(outcomes);
  }

  private list(chosen: readonly ReadProfile[], { json, window, now, dryRun }: Listing): Promise<void> {
    const rows = chosen.map((one) => toStatusRow(one, now, window ?? 0));
    const text = rows.length === 0 ? "" : formatStatusTable(rows, now);
    return this.printResult(json, { ...(dryRun && { dryRun }), profiles: rows.map(statusJson) }, text);
  }
}

interface Output {
  readonly all: boolean;
  readonly json: boolean;
}

interface Listing {
  readonly json: boolean;
  readonly dryRun: boolean;
  readonly window: number | undefined;
  readonly now: Date;
}

/** A queue of logins takes its time: each is told when it is done. */
function tell(outcome: Outcome<Renewal>, json: boolean): void {
  const { result } = outcome;
  const output = isAuthError(result) || json ? process.stderr : process.stdout;
  const style = styleFor(output);
  if (isAuthError(result)) {
    const line = describeOutcome(outcome, () => "");
    output.write(`\n${style.wrap(line, { hanging: "  " })}\n`);
    return;
  }
  output.write(`\n${formatRenewal(result, style)}`);
  printWarnings(result.warnings);
}
