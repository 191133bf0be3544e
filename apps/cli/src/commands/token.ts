import * as Flags from "@oclif/core/flags";
import { parseDurationFlag } from "../settings/duration-flag.ts";
import { obtainToken } from "../tokens/obtain-token.ts";
import { minTtlFlag, sessionFlags } from "../tokens/session.ts";
import { SessionCommand } from "../tokens/session-command.ts";
import { formatToken, parseTokenFormat, tokenFormats } from "../tokens/token-formats.ts";

export default class Token extends SessionCommand {
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
    const refresh = flags["no-refresh"] ? "never" : "when-needed";
    const token = await obtainToken(await this.openSession(flags), { minTtlSeconds, refresh });
    const line = `${formatToken(token, format)}\n`;
    await this.printResult(false, {}, line);
  }
}
