import { staleHoldersOf } from "@nowtoken/core";
import * as Args from "@oclif/core/args";
import { BaseCommand } from "../../base-command.ts";
import { describeProfile } from "../../profiles/describe-profile.ts";
import { requireProfile } from "../../profiles/named-profile.ts";
import { profileFlag } from "../../settings/flags.ts";
import { styleFor } from "../../terminal/style.ts";

export default class ProfileShow extends BaseCommand {
  static override summary = "Show what a profile holds: settings, dates, user, hand-overs; never a secret.";
  static override examples = [
    { description: "The chosen one", command: "<%= config.bin %> profile show" },
    { description: "Another one, for a program", command: "<%= config.bin %> profile show acme --json" },
  ];
  static override args = {
    name: Args.string({ description: "the same as --profile", ignoreStdin: true }),
  };
  static override flags = profileFlag;

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ProfileShow);
    const store = this.store(flags);
    const named = args.name ?? flags.profile ?? this.environment.settings.profile;
    const profile = requireProfile(store, named === undefined ? store.currentName() : String(named));
    const { name, settings, login = null, handedOver, sealed } = profile;
    const chosen = name.toLowerCase() === store.currentName().toLowerCase();
    const places = { stateFolder: store.stateFolder, path: store.pathOf(name) };
    const { now } = this.effects({ timeoutSeconds: 30, caFile: undefined });
    const panel = styleFor(process.stdout).panel(
      `Profile ${name}${chosen ? ", the chosen one" : ""}`,
      describeProfile(profile, places, now()),
    );
    const kept = { settings, login, handedOver, staleHolders: staleHoldersOf(profile) };
    const json = { name, chosen, path: places.path, key: sealed.key, ...kept };
    await this.printResult(flags.json, json, `${panel}\n`);
  }
}
