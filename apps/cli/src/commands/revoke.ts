import { revokeProfile } from "@nowtoken/core";
import * as Flags from "@oclif/core/flags";
import { mayBeRevoked } from "../revocation/agreement.ts";
import {
  exitCodeOfRevocation,
  failureOfRevocation,
  formatRevocation,
  revocationToJson,
} from "../revocation/report.ts";
import { withInterruption } from "../terminal/interruption.ts";
import { sessionFlags } from "../tokens/session.ts";
import { SessionCommand } from "../tokens/session-command.ts";

export default class Revoke extends SessionCommand {
  static override summary = "Revoke the tokens at the instance, and prove that they are dead.";
  static override description =
    "The refresh token first, then the access token, never in a URL. One user and one OAuth record share one pair of tokens: whoever they were handed to stops working too, and so does another profile that keeps them. The profile stays, without them.";
  static override examples = [
    { description: "The chosen profile's", command: "<%= config.bin %> revoke" },
    { description: "From a script", command: "<%= config.bin %> revoke --profile test --yes" },
  ];
  static override flags = {
    ...sessionFlags,
    yes: Flags.boolean({
      description: "do not ask, although the tokens were handed over",
      helpGroup: "REVOKE",
      env: "NOWTOKEN_YES",
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Revoke);
    const session = await this.openSession(flags);
    const { store, profile, effects } = session;
    // Where nobody can be asked, the command itself is the answer.
    const asking = { mayAsk: this.asker(flags) !== undefined, unasked: true };
    if (!flags.yes && !(await mayBeRevoked(session, asking))) return;
    const revoked = await withInterruption((signal) =>
      revokeProfile({ store, name: profile.name, signal }, effects),
    );
    const text = formatRevocation(revoked, profile);
    await this.printResult(flags.json, revocationToJson(revoked, profile.name), text);
    await this.noteFailure(failureOfRevocation(revoked), flags.json);
    process.exitCode = exitCodeOfRevocation(revoked);
  }
}
