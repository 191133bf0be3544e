import { loginRequired, type Profile } from "@nowtoken/core";
import * as Flags from "@oclif/core/flags";
import { BaseCommand } from "../base-command.ts";
import { profileNamesOf } from "../profiles/named-profile.ts";
import { describeUnchosen, readProfiles } from "../profiles/read-profiles.ts";
import { statusExitCode, statusJson } from "../profiles/status-json.ts";
import { statusNotes } from "../profiles/status-notes.ts";
import { formatStatusTable, toStatusRow } from "../profiles/status-row.ts";
import { parseConcurrency } from "../settings/concurrency.ts";
import { parseDurationFlag } from "../settings/duration-flag.ts";
import { withInterruption } from "../terminal/interruption.ts";
import { styleFor } from "../terminal/style.ts";
import { connectionOf, shareEffects } from "../tokens/kept-login.ts";
import { readSessionSettings, sessionFlags } from "../tokens/session.ts";
import { printWarnings } from "../warnings.ts";

const { instance: _, ...connectionFlags } = sessionFlags;

export default class Status extends BaseCommand {
  static override summary = "Show what is left of each login, and the day its refresh token dies.";
  static override description =
    "Reads dates only: no key is needed and nothing is sent, unless --check asks the instances. Refreshing does not move the day on which a refresh token dies; `nowtoken renew` does. Exits with 7 when a profile needs a login within the window, or cannot be read.";
  static override examples = [
    { description: "The chosen profile", command: "<%= config.bin %> status" },
    {
      description: "What dies within a month",
      command: "<%= config.bin %> status --all --warn-within 30d",
    },
    {
      description: "Whether the tokens work, for a program",
      command: "<%= config.bin %> status --all --check --json",
    },
  ];
  static override flags = {
    ...connectionFlags,
    all: Flags.boolean({ description: "every profile", helpGroup: "STATUS", env: "NOWTOKEN_ALL" }),
    check: Flags.boolean({
      description: "ask each instance whose its token is; one that has died is refreshed first",
      helpGroup: "STATUS",
      env: "NOWTOKEN_CHECK",
    }),
    "warn-within": Flags.string({
      description: "how long ahead to warn",
      helpValue: "TIME",
      helpGroup: "STATUS",
      env: "NOWTOKEN_WARN_WITHIN",
      default: "14d",
    }),
    concurrency: Flags.string({
      description: "with --check: how many at once; default: 16",
      helpValue: "NUMBER",
      helpGroup: "STATUS",
      env: "NOWTOKEN_CONCURRENCY",
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Status);
    const { "warn-within": within, check, json } = flags;
    const window = parseDurationFlag("--warn-within", within);
    const concurrency = parseConcurrency(flags.concurrency);
    const settings = await readSessionSettings(flags, this.environment);
    const store = this.store(flags, settings);
    const names = profileNamesOf(flags, settings.profile, store);
    const read = readProfiles(store, names);
    if (read.length === 0) throw loginRequired(names[0] ?? store.currentName(), "no-profile");
    const { now } = this.effects({ timeoutSeconds: 30, caFile: undefined });
    const effectsOf = shareEffects((connection) => this.effects(connection));
    const effectsFor = (profile: Profile) => effectsOf(connectionOf(profile, settings));
    const rows = check
      ? await withInterruption(async (signal) => {
          const { checkProfiles } = await import("../profiles/check-profiles.ts");
          return checkProfiles(read, { store, effectsFor, concurrency, now, window, signal });
        })
      : read.map((one) => toStatusRow(one, now(), window));
    await this.printResult(
      json,
      { warnWithinSeconds: window / 1000, profiles: rows.map(statusJson) },
      formatStatusTable(rows, now()),
    );
    if (!json) printNotes(statusNotes(rows, within));
    if (flags.all) printWarnings(describeUnchosen(store));
    process.exitCode = statusExitCode(rows);
  }
}

function printNotes(notes: readonly string[]): void {
  const style = styleFor(process.stderr);
  const text = notes.map((note) => `${style.wrap(note)}\n`).join("");
  if (text !== "") process.stderr.write(`\n${text}`);
}
