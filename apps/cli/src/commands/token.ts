import { createTokenSource } from "@nowtoken/core";
import * as Flags from "@oclif/core/flags";
import { BaseCommand } from "../base-command.ts";
import { parseDurationFlag } from "../settings/duration-flag.ts";
import { withInterruption } from "../terminal/interruption.ts";
import { connectionOf, findProfile } from "../tokens/kept-login.ts";
import { minTtlFlag, readSessionSettings, sessionFlags } from "../tokens/session.ts";
import { describeShortLife } from "../tokens/short-life.ts";
import { formatToken, parseTokenFormat, tokenFormats } from "../tokens/token-formats.ts";
import { printWarnings } from "../warnings.ts";

export default class Token extends BaseCommand {
  static override summary = "Print a valid access token.";
  static override description =
    "Prints one line. The token is refreshed first when less than --min-ttl is left of it: once, however many processes ask.";
  static override examples = [
    { description: "For a program", command: "TOKEN=$(<%= config.bin %> token)" },
    {
      description: "For curl, without the token in the process list",
      command: "<%= config.bin %> token --format curl | curl --config - https://dev12345.service-now.com/…",
    },
    {
      description: "Of another login, good for at least 20 minutes",
      command: "<%= config.bin %> token --profile test --min-ttl 20m",
    },
  ];
  static override flags = {
    ...sessionFlags,
    ...minTtlFlag,
    format: Flags.string({
      description: "what the line looks like; default: raw",
      helpValue: tokenFormats.join("|"),
      helpGroup: "TOKEN",
      env: "NOWTOKEN_TOKEN_FORMAT",
    }),
    "no-refresh": Flags.boolean({
      description: "print the token that is kept while it lives, and ask for no other",
      helpGroup: "TOKEN",
      env: "NOWTOKEN_NO_REFRESH",
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Token);
    const format = parseTokenFormat(flags.format ?? (flags.json ? "json" : "raw"));
    const minTtlSeconds = parseDurationFlag("--min-ttl", flags["min-ttl"]) / 1000;
    const settings = await readSessionSettings(flags, this.environment);
    const store = this.store(flags, settings);
    const profile = findProfile(store, settings);
    const effects = this.effects(connectionOf(profile, settings));
    const source = createTokenSource({ profile: profile.name, store, effects });
    const refresh = flags["no-refresh"] ? "never" : "when-needed";
    const token = await withInterruption((signal) =>
      source.getAccessToken({ minTtlSeconds, refresh, signal }),
    );
    printWarnings(describeShortLife(token, minTtlSeconds));
    const line = `${formatToken(token, format)}\n`;
    await this.printResult(false, {}, line);
  }
}
