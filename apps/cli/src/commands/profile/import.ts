import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { BaseCommand } from "../../base-command.ts";
import { configInvalid } from "../../failures/config-invalid.ts";
import { clearAway } from "../../import/clear-away.ts";
import { formatImported, importedToJson } from "../../import/describe-import.ts";
import { importByGrant } from "../../import/import-by-grant.ts";
import { importLogin } from "../../import/import-login.ts";
import { importSettings } from "../../import/import-settings.ts";
import { foreignPrograms, readImportSource } from "../../import/import-source.ts";
import { prepareSaving } from "../../profiles/saving.ts";
import { settingsFlags } from "../../settings/flags.ts";
import { collectSettings } from "../../settings/gather-settings.ts";
import { oneOf } from "../../settings/one-of.ts";
import { withInterruption } from "../../terminal/interruption.ts";
import { printWarnings } from "../../warnings.ts";

export default class ProfileImport extends BaseCommand {
  static override summary = "Make a profile of a login that was made elsewhere.";
  static override description =
    "Reads the guide's servicenow_credentials.txt, a credential file or a rescued one of ours (text, JSON, env), or the environment variables of the ServiceNow SDK or of Ansible. What the source does not tell, such as the client secret, comes from the settings. The tokens are checked at the instance: whose they are, and, where the access token has died, by a refresh. Then it offers to delete the file.";
  static override examples = [
    {
      description: "The guide's file from the Desktop, with the values of its template",
      command: "<%= config.bin %> profile import --config template.py",
    },
    {
      description: "A file of ours, which is deleted then",
      command: "<%= config.bin %> profile import tokens.json --profile acme --delete",
    },
    {
      description: "What Ansible's servicenow.itsm uses",
      command: "<%= config.bin %> profile import --from ansible",
    },
  ];
  static override args = {
    file: Args.string({
      description: "credential file; default: servicenow_credentials.txt on the Desktop",
      ignoreStdin: true,
    }),
  };
  static override flags = {
    ...settingsFlags,
    from: Flags.string({
      description: "read the environment variables of another program instead of a file",
      helpValue: foreignPrograms.join("|"),
      helpGroup: "IMPORT",
      env: "NOWTOKEN_IMPORT_FROM",
    }),
    delete: Flags.boolean({
      description: "delete the file when the profile has its tokens",
      helpGroup: "IMPORT",
      env: "NOWTOKEN_IMPORT_DELETE",
    }),
    "no-verify": Flags.boolean({
      description: "take the tokens as they are, and ask the instance nothing",
      helpGroup: "IMPORT",
      env: "NOWTOKEN_NO_VERIFY",
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ProfileImport);
    const from = oneOf("--from", flags.from, foreignPrograms);
    const source = await readImportSource(from, args.file, this.environment);
    const store = this.store(flags);
    const ask = this.asker(flags);
    const given = await collectSettings({ ...this.sources(flags), stdinTaken: () => false });
    const settings = await importSettings(source.login, given, { store, ask });
    const profile = settings.profile ?? store.currentName();
    const saving = await prepareSaving({ store: settings.store, profile }, store, this.environment);
    if (saving === undefined) throw configInvalid("an import is kept as a profile: leave out --no-save");
    const effects = this.effects(settings);
    const verify = !flags["no-verify"];
    const imported = await withInterruption((signal) => {
      const login = { source, settings, effects, saving, verify, signal };
      return source.login.grant === "import" ? importLogin(login) : importByGrant(login);
    });
    printWarnings(imported.warnings);
    const deleted =
      source.file !== undefined &&
      (await clearAway(source.file.path, {
        wanted: flags.delete,
        mayAsk: ask !== undefined,
        environment: this.environment,
      }));
    const json = {
      ...importedToJson(imported),
      from: source.login.from,
      file: source.file?.path ?? null,
      deleted,
    };
    await this.printResult(flags.json, json, formatImported(imported));
  }
}
