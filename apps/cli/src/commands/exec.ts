import * as Flags from "@oclif/core/flags";
import { configInvalid } from "../failures/config-invalid.ts";
import { parseDurationFlag } from "../settings/duration-flag.ts";
import { obtainToken } from "../tokens/obtain-token.ts";
import { checkVariableName, programEnvironment } from "../tokens/program-environment.ts";
import { minTtlFlag, sessionFlags } from "../tokens/session.ts";
import { SessionCommand } from "../tokens/session-command.ts";

export default class Exec extends SessionCommand {
  static override summary = "Run a program with a valid access token in its environment.";
  static override description =
    "The token is refreshed first, is never printed, and shows in no process list. The program gets the instance's address too, and none of our secrets. Its exit code is ours; 125 is a failure before it starts, 126 a program that cannot be run, 127 one that is not found.";
  static override examples = [
    { description: "A script of yours", command: "<%= config.bin %> exec -- python3 sync.py" },
    {
      description: "The vendor's SDK",
      command: "<%= config.bin %> exec --as SN_SDK_SESSION_BEARER_TOKEN -- now-sdk install",
    },
  ];
  static override usage = "exec [FLAGS] -- PROGRAM [WORDS]";
  static override strict = false;
  static override flags = {
    ...sessionFlags,
    ...minTtlFlag,
    as: Flags.string({
      description: "variable that holds the token, repeatable; default: SERVICENOW_ACCESS_TOKEN",
      helpValue: "NAME",
      helpGroup: "TOKEN",
      env: "NOWTOKEN_EXEC_AS",
      multiple: true,
      multipleNonGreedy: true,
    }),
  };

  async run(): Promise<void> {
    // What follows the two hyphens is the program's, its flags included.
    const end = this.argv.indexOf("--");
    const program = end === -1 ? [] : this.argv.slice(end + 1);
    const { flags, argv } = await this.parse(Exec, end === -1 ? this.argv : this.argv.slice(0, end));
    if (program.length === 0 || argv.length > 0)
      throw configInvalid(
        "the program must follow two hyphens, and the profile --profile: exec -p NAME -- PROGRAM",
      );
    const names = flags.as?.map(checkVariableName);
    const minTtlSeconds = parseDurationFlag("--min-ttl", flags["min-ttl"]) / 1000;
    const token = await obtainToken(await this.openSession(flags), { minTtlSeconds });
    const { runProgram } = await import("../tokens/run-program.ts");
    process.exitCode = await runProgram(
      program,
      programEnvironment(this.environment.variables, token, names),
    );
  }
}
