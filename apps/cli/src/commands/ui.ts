import { once } from "node:events";
import { type AnyAuthError, createGuideChecklist, parseSettings, type RawSettings } from "@nowtoken/core";
import * as Flags from "@oclif/core/flags";
import { BaseCommand } from "../base-command.ts";
import { namingExplain } from "../failures/naming-explain.ts";
import { openIfUseful } from "../login/begin.ts";
import { defaultCredentialFile } from "../login/default-file.ts";
import { instanceArgument, settingsFlags, waitFlags } from "../settings/flags.ts";
import { collectSettings } from "../settings/gather-settings.ts";
import { readPort } from "../settings/port.ts";
import { withInterruption } from "../terminal/interruption.ts";
import { styleFor } from "../terminal/style.ts";
import { connectionOf, shareEffects } from "../tokens/kept-login.ts";
import { createPageProfiles } from "../ui/page-profiles.ts";
import { startPractice } from "../ui/practice.ts";

export default class Ui extends BaseCommand {
  static override summary = "Do everything with a mouse: a page in your browser.";
  static override description =
    "Serves a page on 127.0.0.1 for you alone: your values, Allow, and the four values of the connector's form to copy; then your logins, to be renewed in time, verified, handed over and ended. They are kept as `login` keeps them. The page ends when you say so, after 15 minutes without use, or by Ctrl-C.";
  static override examples = [
    { description: "Open the page", command: "<%= config.bin %> ui" },
    {
      description: "With the values of the guide's template filled in",
      command: "<%= config.bin %> ui --config template.py",
    },
  ];
  static override args = instanceArgument;
  static override flags = {
    ...settingsFlags,
    ...waitFlags,
    port: Flags.string({
      description: "port of the page on 127.0.0.1; default: a free one",
      helpValue: "PORT",
      helpGroup: "PAGE",
      env: "NOWTOKEN_UI_PORT",
    }),
    "no-open": Flags.boolean({
      description: "do not open the browser",
      helpGroup: "PAGE",
      env: "NOWTOKEN_NO_OPEN",
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Ui);
    const port = readPort(flags.port);
    const settings = await collectSettings({
      ...this.sources(flags),
      instance: args.instance,
      stdinTaken: () => false,
    });
    const { describeFailure, openPage } = await import("@nowtoken/callback");
    const effectsFor = shareEffects((connection) => this.effects(connection));
    const connection = connectionOfCommand(settings);
    const ending = new AbortController();
    let noted = Promise.resolve();
    const onFailure = (error: AnyAuthError) => {
      noted = noted.then(() => this.noteFailure(error, true));
    };
    const page = await openPage({
      port,
      settings,
      effects: effectsFor({ ...connection, timeoutSeconds: connection.timeoutSeconds ?? 30 }),
      effectsFor,
      describeFailure: namingExplain(describeFailure),
      onFailure,
      profiles: createPageProfiles({
        store: this.store(flags),
        environment: this.environment,
        settings,
        effectsFor: (profile) => effectsFor(connectionOf(profile, connection)),
        signal: ending.signal,
        onFailure,
      }),
      checklist: createGuideChecklist(this.stateFolder()),
      practice: startPractice,
      desktopFile: () => defaultCredentialFile(this.environment),
    });
    try {
      await this.announce(page.address, { json: flags.json, open: !flags["no-open"] });
      await withInterruption((signal) => Promise.race([page.ended, untilAborted(signal)]));
    } finally {
      ending.abort();
      await page.close();
      await noted;
    }
  }

  private async announce(address: string, { json, open }: { json: boolean; open: boolean }): Promise<void> {
    const opened = open && (await openIfUseful(address, this.environment.variables));
    const style = styleFor(process.stdout);
    const text = `${opened ? "Your browser opens the page:" : "Open the page in your browser:"}\n\n${style.link(address)}\n\nThe address works once, for the first browser that comes. Ctrl-C ends the page.\n`;
    await this.printResult(json, { address }, text);
  }
}

/** What the command says of the connection, which is not on the page's form; the rest is checked there. */
function connectionOfCommand({ timeout, caFile }: RawSettings) {
  const settings = parseSettings({ instance: "any", clientId: "any", timeout, caFile });
  return {
    timeoutSeconds: timeout === undefined ? undefined : settings.timeoutSeconds,
    caFile: settings.caFile,
  };
}

async function untilAborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, "abort");
  throw signal.reason;
}
