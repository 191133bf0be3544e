import { buildAuthorizationRequest, generateLoginSecrets, savePendingLogin } from "@nowtoken/core";
import { BaseCommand } from "../base-command.ts";
import { instanceArgument, requestFlags, settingsFlags } from "../settings/flags.ts";
import { collectSettings, completeSettings } from "../settings/gather-settings.ts";

export default class Url extends BaseCommand {
  static override summary = "Print the authorization URL of a login that `exchange` finishes.";
  static override description =
    "Prints one line, the URL to open, and keeps the login for ten minutes: for scripts, for another machine, for two steps.";
  static override examples = [
    {
      description: "Begin here, finish in another process",
      command: "<%= config.bin %> url dev12345 --client-id 0123456789abcdef",
    },
  ];
  static override args = instanceArgument;
  static override flags = { ...settingsFlags, ...requestFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Url);
    const raw = await collectSettings({
      ...this.sources(flags),
      instance: args.instance,
      stdinTaken: () => false,
      store: this.store(flags),
      withoutSecret: true,
    });
    // The secret is needed only when the code is exchanged.
    const settings = await completeSettings({ clientSecret: "", ...raw }, this.asker(flags));
    const request = buildAuthorizationRequest(settings, generateLoginSecrets(), {
      forceConsent: flags["force-consent"],
    });
    await savePendingLogin(this.stateFolder(), {
      settings,
      request,
      now: new Date(),
      profile: settings.profile,
    });
    await this.printResult(flags.json, { url: request.url }, `${request.url}\n`);
  }
}
