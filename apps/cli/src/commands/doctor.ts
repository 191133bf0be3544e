import { AuthError, isAuthError, plainDiagnosis, prepareCredentialFile } from "@nowtoken/core";
import * as Flags from "@oclif/core/flags";
import { BaseCommand } from "../base-command.ts";
import { instanceArgument, outputFlags, settingsFlags } from "../settings/flags.ts";
import { withInterruption } from "../terminal/interruption.ts";
import { styleFor } from "../terminal/style.ts";

const { "client-secret-stdin": _, ...readableFlags } = settingsFlags;

export default class Doctor extends BaseCommand {
  static override summary = "Check everything that a login needs, and say what to do.";
  static override description =
    "Looks at this computer, the settings, the store, the network, the instance and the tokens, side by side; a check that fails stops no other. No secret is shown. The exit code is that of the first check that failed, 0 with warnings alone.";
  static override examples = [
    { description: "The login that is kept, or this computer alone", command: "<%= config.bin %> doctor" },
    {
      description: "An instance, before the first login",
      command: "<%= config.bin %> doctor dev12345 --client-id 0123…",
    },
    {
      description: "A file for support, without secrets",
      command: "<%= config.bin %> doctor --bundle doctor.json",
    },
  ];
  static override args = instanceArgument;
  static override flags = {
    ...readableFlags,
    out: outputFlags.out,
    bundle: Flags.string({
      description: "also write what was found into a file for support, without secrets",
      helpValue: "FILE",
      helpGroup: "DOCTOR",
      env: "NOWTOKEN_BUNDLE",
    }),
    offline: Flags.boolean({
      description: "send nothing, look nothing up",
      helpGroup: "DOCTOR",
      env: "NOWTOKEN_OFFLINE",
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Doctor);
    const [doctor, { exitCodeOfDiagnosis, failureOfDiagnosis, formatDiagnosis }] = await Promise.all([
      import("../doctor/examine.ts"),
      import("../doctor/format-diagnosis.ts"),
    ]);
    const file = flags.bundle === undefined ? undefined : await prepareBundle(flags.bundle);
    try {
      const diagnosis = await withInterruption(async (signal) => {
        const patient = await doctor.receivePatient({
          flags: { "client-secret-stdin": false, ...flags },
          instance: args.instance,
          environment: this.environment,
          config: this.config,
          store: this.store(flags),
          interactive: this.asker(flags) !== undefined,
          offline: flags.offline,
          createEffects: (connection) => this.effects(connection),
          signal,
        });
        const found = await doctor.examine(patient);
        await file?.writeText(await doctor.bundle(patient, found));
        return found;
      });
      await this.printResult(flags.json, plainDiagnosis(diagnosis), formatDiagnosis(diagnosis));
      await this.noteFailure(failureOfDiagnosis(diagnosis), flags.json);
      if (file !== undefined) printBundleNote(file.path);
      process.exitCode = exitCodeOfDiagnosis(diagnosis);
    } finally {
      await file?.discard();
    }
  }
}

/** The bundle is written as credentials are, and is named by a flag of its own. */
async function prepareBundle(path: string) {
  try {
    return await prepareCredentialFile(path);
  } catch (error) {
    if (!isAuthError(error, "CREDENTIAL_FILE_UNWRITABLE")) throw error;
    throw new AuthError(error.code, error.message, { ...error.details, flag: "--bundle" });
  }
}

function printBundleNote(path: string): void {
  const style = styleFor(process.stderr);
  const note = `For support: ${path} (only you can read it). Secrets were looked for, and none is in it; see for yourself before you send it.`;
  process.stderr.write(`\n${style.wrap(note)}\n`);
}
