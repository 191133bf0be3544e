import * as Args from "@oclif/core/args";
import { BaseCommand } from "../../base-command.ts";
import { requireProfile } from "../../profiles/named-profile.ts";
import { printWarnings } from "../../warnings.ts";

export default class ProfileUse extends BaseCommand {
  static override summary = "Choose the profile that is meant where none is named.";
  static override description = "--profile and NOWTOKEN_PROFILE go before it.";
  static override examples = ["<%= config.bin %> profile use acme"];
  static override args = {
    name: Args.string({ description: "the profile", required: true, ignoreStdin: true }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ProfileUse);
    const store = this.store(flags);
    const { name } = requireProfile(store, args.name);
    await store.use(name);
    await this.printResult(
      flags.json,
      { chosen: name },
      `Chosen: ${name}. It is meant where no profile is named.\n`,
    );
    const { profile } = this.environment.settings;
    if (profile !== undefined)
      printWarnings([`NOWTOKEN_PROFILE is set to ${profile} here, and goes before the chosen one.`]);
  }
}
