import { revokeProfile } from "@nowtoken/core";
import * as Flags from "@oclif/core/flags";
import { configInvalid } from "../failures/config-invalid.ts";
import { mayBeRevoked } from "../revocation/agreement.ts";
import {
  describeEnd,
  exitCodeOfRevocation,
  failureOfRevocation,
  formatRevocation,
  isRevoked,
  revocationToJson,
} from "../revocation/report.ts";
import { withInterruption } from "../terminal/interruption.ts";
import { styleFor } from "../terminal/style.ts";
import { sessionFlags } from "../tokens/session.ts";
import { SessionCommand } from "../tokens/session-command.ts";

export default class Logout extends SessionCommand {
  static override summary = "Forget a login, and revoke its tokens unless somebody else uses them.";
  static override description =
    "One user and one OAuth record share one pair of tokens: revoking it here stops the connector that it was handed to. So tokens that somebody else has too, from the credential file, from `export` or as another profile, are revoked only when you say so; with --no-input they are kept alive.";
  static override examples = [
    { description: "The chosen profile", command: "<%= config.bin %> logout" },
    { description: "And stop the connector too", command: "<%= config.bin %> logout --revoke" },
  ];
  static override flags = {
    ...sessionFlags,
    revoke: Flags.boolean({
      description: "revoke the tokens, whoever has them",
      helpGroup: "LOGOUT",
      env: "NOWTOKEN_REVOKE",
    }),
    keep: Flags.boolean({
      description: "leave the tokens alive at the instance, and only forget them here",
      helpGroup: "LOGOUT",
      env: "NOWTOKEN_KEEP",
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Logout);
    if (flags.revoke && flags.keep) throw configInvalid("--revoke and --keep exclude each other");
    const session = await this.openSession(flags);
    const { store, profile, effects } = session;
    const { name } = profile;
    const mayAsk = this.asker(flags) !== undefined;
    const revokes =
      flags.revoke ||
      (!flags.keep &&
        profile.login !== undefined &&
        (await mayBeRevoked(session, { mayAsk, unasked: false })));
    const revoked = revokes
      ? await withInterruption((signal) => revokeProfile({ store, name, signal }, effects))
      : undefined;
    if (revoked !== undefined && !isRevoked(revoked)) {
      await this.printResult(flags.json, revocationToJson(revoked, name), formatRevocation(revoked, profile));
      await this.noteFailure(failureOfRevocation(revoked), flags.json);
      process.exitCode = exitCodeOfRevocation(revoked);
      return;
    }
    await store.remove(name);
    await this.printResult(
      flags.json,
      { profile: name, forgotten: true, revoked: revoked !== undefined },
      `${styleFor(process.stdout).wrap(describeEnd(profile, revoked !== undefined))}\n`,
    );
  }
}
