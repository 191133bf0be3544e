import * as Args from "@oclif/core/args";
import { BaseCommand } from "../../base-command.ts";
import { requireProfile } from "../../profiles/named-profile.ts";

export default class ProfileRename extends BaseCommand {
  static override summary = "Give a profile another name.";
  static override description =
    "Its secrets are encrypted for its name, so this needs the key. A chosen profile stays the chosen one.";
  static override examples = ["<%= config.bin %> profile rename default acme"];
  static override args = {
    from: Args.string({ description: "the profile", required: true, ignoreStdin: true }),
    to: Args.string({ description: "its new name", required: true, ignoreStdin: true }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ProfileRename);
    const store = this.store(flags);
    const from = requireProfile(store, args.from).name;
    await store.rename(from, args.to);
    await this.printResult(
      flags.json,
      { from, to: args.to },
      `The profile ${from} is now called ${args.to}.\n`,
    );
  }
}
