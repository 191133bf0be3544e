import {
  findPendingLogin,
  isAuthError,
  mergeSettings,
  type PendingLogin,
  parseAuthorizationResponse,
  parseSettings,
  type RawSettings,
  readRedirectState,
} from "@nowtoken/core";
import * as Args from "@oclif/core/args";
import { BaseCommand } from "../base-command.ts";
import { AdvisedError } from "../failures/advised-error.ts";
import { configInvalid } from "../failures/config-invalid.ts";
import { finishLogin } from "../login/finish.ts";
import { receiveRedirect } from "../login/receive-redirect.ts";
import { readProfileLayer } from "../profiles/profile-layer.ts";
import { prepareSaving } from "../profiles/saving.ts";
import { outputFlags, settingsFlags, verifyFlag, waitFlags } from "../settings/flags.ts";
import { collectSettings, completeSettings } from "../settings/gather-settings.ts";
import { withInterruption } from "../terminal/interruption.ts";

export default class Exchange extends BaseCommand {
  static override summary = "Finish a login that `url` began.";
  static override description =
    "Reads the redirected URL from standard input, or asks for it, and finds the login that it belongs to by its state. It is never an argument: process lists and shell histories keep those. Asks the instance whose the tokens are when they are written and kept: that can only warn.";
  static override examples = [
    { description: "From the clipboard", command: "pbpaste | <%= config.bin %> exchange --out tokens.txt" },
    { description: "From a prompt", command: "<%= config.bin %> exchange" },
  ];
  static override args = { input: Args.string({ description: "- for standard input", ignoreStdin: true }) };
  static override flags = { ...settingsFlags, ...outputFlags, ...waitFlags, ...verifyFlag };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Exchange);
    if (args.input !== undefined && args.input !== "-")
      throw configInvalid("the redirected URL is never an argument");
    const ask = args.input === "-" ? undefined : this.asker(flags);
    const interactive = ask !== undefined;
    const store = this.store(flags);
    const raw = await collectSettings({ ...this.sources(flags), stdinTaken: () => !interactive });
    // All that can be asked and checked before the code is here: its minute runs then.
    const profile = raw.clientSecret === undefined ? await readProfileLayer(raw, store) : undefined;
    const kept = await profile?.secret();
    const settings = await completeSettings(
      mergeSettings(raw, kept === undefined ? {} : { clientSecret: kept }, notKnownYet),
      ask,
    );
    const output = await this.output(settings, flags.json);
    const effects = this.effects(settings);
    await withInterruption(async (signal) => {
      const { redirect, pending } = await receiveRedirect({
        interactive,
        signal,
        waitMs: settings.waitMs,
        accept: (text) => this.findLogin(text),
      });
      checkSameLogin(raw, pending);
      const isKept = kept === undefined || isOf(pending, profile?.settings ?? {});
      const own = {
        ...settings,
        ...pending.settings,
        clientSecret: isKept ? settings.clientSecret : undefined,
        profile: settings.profile ?? pending.profile,
      };
      const saving = await prepareSaving(own, store, this.environment);
      await finishLogin({
        ...output,
        settings: own,
        saving,
        request: pending.request,
        redirect,
        begunAt: pending.createdAt,
        effects,
        // A renewal compares them; scripts that keep nothing have no use for one request more.
        verify: saving !== undefined && !flags["no-verify"],
        json: flags.json,
        signal,
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

/** What only the pending login says. */
const notKnownYet: RawSettings = { instance: "any", clientId: "any" };

function checkSameLogin(raw: RawSettings, { settings: began }: PendingLogin): void {
  const { instance, instanceUrl: given, clientId: named } = mergeSettings(raw, began);
  const { instanceUrl, clientId } = parseSettings({ instance, instanceUrl: given, clientId: named });
  if (instanceUrl !== began.instanceUrl) {
    throw configInvalid(`the login was begun at ${began.instanceUrl}, and the settings name ${instanceUrl}`);
  }
  if (clientId !== began.clientId) throw configInvalid("the login was begun with another client id");
}

/** Whether a profile, which may have given the secret, is of the client that the login was begun with. */
function isOf({ settings: began }: PendingLogin, { instanceUrl, clientId }: RawSettings): boolean {
  return instanceUrl === began.instanceUrl && clientId === began.clientId;
}

/** A token request that never left has not used the login up. */
async function restoreUnsent(error: unknown, pending: PendingLogin): Promise<never> {
  if (!isAuthError(error, "INSTANCE_UNREACHABLE") || error.details.sent) throw error;
  await pending.restore();
  throw new AdvisedError(error, [
    "Nothing was sent, so the code is still good for the rest of its minute: run the same command again.",
  ]);
}
