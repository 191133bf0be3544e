import { verifyProfile } from "@nowtoken/core";
import * as Flags from "@oclif/core/flags";
import { withInterruption } from "../terminal/interruption.ts";
import { sessionFlags } from "../tokens/session.ts";
import { SessionCommand } from "../tokens/session-command.ts";
import {
  exitCodeOfVerification,
  failureOfVerification,
  formatVerification,
  verificationToJson,
} from "../verify/report.ts";

export default class Verify extends SessionCommand {
  static override summary = "Prove that the tokens work: whose they are, and what they may read.";
  static override description =
    "Asks the instance, and reads no more than one row of each table. A check that fails stops no other; the exit code is that of the first that failed.";
  static override examples = [
    { description: "Whose are they?", command: "<%= config.bin %> verify" },
    {
      description: "May the connector read what it needs?",
      command: "<%= config.bin %> verify --as-connector --table kb_knowledge --table incident",
    },
    {
      description: "Did the right account click Allow?",
      command: "<%= config.bin %> verify --expect-user knowledge.integration",
    },
  ];
  static override flags = {
    ...sessionFlags,
    table: Flags.string({
      description: "table that must be readable, repeatable",
      helpValue: "NAME",
      helpGroup: "VERIFY",
      env: "NOWTOKEN_TABLE",
      multiple: true,
      multipleNonGreedy: true,
    }),
    "as-connector": Flags.boolean({
      description: "redeem the refresh token as the connector will, and read with what that brings",
      helpGroup: "VERIFY",
      env: "NOWTOKEN_AS_CONNECTOR",
    }),
    "expect-user": Flags.string({
      description: "user name that the tokens must belong to",
      helpValue: "USER",
      helpGroup: "VERIFY",
      env: "NOWTOKEN_EXPECT_USER",
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Verify);
    const { store, profile, effects } = await this.openSession(flags);
    const verification = await withInterruption((signal) =>
      verifyProfile(
        {
          store,
          name: profile.name,
          tables: flags.table ?? [],
          expectUser: flags["expect-user"],
          asConnector: flags["as-connector"],
          signal,
        },
        effects,
      ),
    );
    const text = formatVerification(verification, profile);
    await this.printResult(flags.json, verificationToJson(verification, profile), text);
    await this.noteFailure(failureOfVerification(verification, profile.name), flags.json);
    process.exitCode = exitCodeOfVerification(verification);
  }
}
