import { parseAuthorizationResponse, prepareCredentialFile } from "@nowtoken/core";
import * as Flags from "@oclif/core/flags";
import { BaseCommand } from "../base-command.ts";
import { configInvalid } from "../failures/config-invalid.ts";
import { beginLogin } from "../login/begin.ts";
import { finishLogin } from "../login/finish.ts";
import { receiveRedirect } from "../login/receive-redirect.ts";
import { instanceArgument, outputFlags, requestFlags, settingsFlags, waitFlags } from "../settings/flags.ts";
import { collectSettings, completeSettings } from "../settings/gather-settings.ts";
import { withInterruption } from "../terminal/interruption.ts";

export default class Login extends BaseCommand {
  static override summary = "Log in to an instance and write its tokens to the credential file.";
  static override description =
    "Opens the authorization URL, takes the redirected address that you copy, exchanges its code, and writes the tokens. Asks for whatever is missing.";
  static override examples = [
    { description: "Be asked for everything", command: "<%= config.bin %> login" },
    {
      description: "With the values of the guide's template",
      command: "<%= config.bin %> login --config template.py",
    },
    {
      description: "Without a terminal: the redirected URL comes from standard input",
      command: "<%= config.bin %> login dev12345 --client-id 0123… --no-input --no-open < redirected-url.txt",
    },
  ];
  static override args = instanceArgument;
  static override flags = {
    ...settingsFlags,
    ...outputFlags,
    ...waitFlags,
    ...requestFlags,
    mode: Flags.string({
      description: "how the redirect comes back; auto is paste so far",
      helpValue: "auto|loopback|paste",
      helpGroup: "LOGIN",
      env: "NOWTOKEN_MODE",
      default: "auto",
    }),
    "no-open": Flags.boolean({
      description: "do not open the browser",
      helpGroup: "LOGIN",
      env: "NOWTOKEN_NO_OPEN",
    }),
    "no-verify": Flags.boolean({
      description: "do not ask the instance whose tokens they are",
      helpGroup: "LOGIN",
      env: "NOWTOKEN_NO_VERIFY",
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Login);
    checkMode(flags.mode);
    const ask = this.asker(flags);
    const interactive = ask !== undefined;
    const raw = await collectSettings({
      ...this.sources(flags),
      instance: args.instance,
      stdinTaken: !interactive,
    });
    const settings = await completeSettings(raw, ask);
    const output = await this.output(settings, flags.json);
    await checkTarget(output.path);
    await withInterruption(async (signal) => {
      const open = !flags["no-open"];
      const begin = () =>
        beginLogin({ settings, environment: this.environment, open, forceConsent: flags["force-consent"] });
      let request = await begin();
      const redirect = await receiveRedirect({
        interactive,
        signal,
        waitMs: settings.waitMs,
        accept: (text) => {
          parseAuthorizationResponse(text, request);
          return text;
        },
        beginAgain: async () => {
          request = await begin();
        },
      });
      const effects = this.effects(settings);
      const verify = !flags["no-verify"];
      await finishLogin({ ...output, settings, request, redirect, effects, verify, json: flags.json });
    });
  }
}

function checkMode(mode: string): void {
  if (mode === "auto" || mode === "paste") return;
  throw configInvalid(
    mode === "loopback"
      ? "--mode loopback comes with a later version: use --mode paste"
      : "--mode must be auto, loopback or paste",
  );
}

/** A credential file that cannot be written is told before anybody signs in. */
async function checkTarget(path: string | undefined): Promise<void> {
  if (path !== undefined) await (await prepareCredentialFile(path)).discard();
}
