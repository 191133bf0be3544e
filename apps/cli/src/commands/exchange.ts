import {
  findPendingLogin,
  isAuthError,
  mergeSettings,
  type PendingLogin,
  parseAuthorizationResponse,
  parseDuration,
  readRedirectState,
  type Settings,
} from "@nowtoken/core";
import * as Args from "@oclif/core/args";
import { BaseCommand } from "../base-command.ts";
import { configInvalid } from "../failures/config-invalid.ts";
import { finishLogin } from "../login/finish.ts";
import { receiveRedirect } from "../login/receive-redirect.ts";
import { outputFlags, settingsFlags, waitFlags } from "../settings/flags.ts";
import { collectSettings, completeSettings } from "../settings/gather-settings.ts";
import { withInterruption } from "../terminal/interruption.ts";

export default class Exchange extends BaseCommand {
  static override summary = "Finish a login that `url` began.";
  static override description =
    "Reads the redirected URL from standard input, or asks for it, and finds the login that it belongs to by its state. It is never an argument: process lists and shell histories keep those.";
  static override examples = [
    { description: "From the clipboard", command: "pbpaste | <%= config.bin %> exchange --out tokens.txt" },
    { description: "From a prompt", command: "<%= config.bin %> exchange" },
  ];
  static override args = { input: Args.string({ description: "- for standard input", ignoreStdin: true }) };
  static override flags = { ...settingsFlags, ...outputFlags, ...waitFlags };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Exchange);
    if (args.input !== undefined && args.input !== "-")
      throw configInvalid("the redirected URL is never an argument");
    const ask = args.input === "-" ? undefined : this.asker(flags);
    const interactive = ask !== undefined;
    const raw = await collectSettings({ ...this.sources(flags), stdinTaken: () => !interactive });
    await withInterruption(async (signal) => {
      const { redirect, pending } = await receiveRedirect({
        interactive,
        signal,
        waitMs: parseDuration(String(raw.wait ?? "5m")),
        accept: (text) => this.findLogin(text),
      });
      const settings = await completeSettings(mergeSettings(raw, pending.settings), ask);
      checkSameLogin(settings, pending);
      await finishLogin({
        ...(await this.output(settings, flags.json)),
        settings: { ...settings, ...pending.settings },
        request: pending.request,
        redirect,
        effects: this.effects(settings),
        verify: false,
        json: flags.json,
        beforeExchange: pending.use,
      }).catch((error) => restoreUnsent(error, pending));
    });
  }

  private async findLogin(redirect: string): Promise<{ redirect: string; pending: PendingLogin }> {
    const pending = await findPendingLogin(this.stateFolder(), readRedirectState(redirect), new Date());
    parseAuthorizationResponse(redirect, pending.request);
    return { redirect, pending };
  }
}

function checkSameLogin(settings: Settings, { settings: began }: PendingLogin): void {
  if (settings.instanceUrl !== began.instanceUrl) {
    throw configInvalid(
      `the login was begun at ${began.instanceUrl}, and the settings name ${settings.instanceUrl}`,
    );
  }
  if (settings.clientId !== began.clientId) throw configInvalid("the login was begun with another client id");
}

/** A token request that never left has not used the login up. */
async function restoreUnsent(error: unknown, pending: PendingLogin): Promise<never> {
  if (isAuthError(error, "INSTANCE_UNREACHABLE") && !error.details.sent) await pending.restore();
  throw error;
}
