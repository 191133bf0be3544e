import { buildAuthorizationRequest, generateLoginSecrets } from "@nowtoken/core";
import * as Flags from "@oclif/core/flags";
import { BaseCommand } from "../base-command.ts";
import { describeSuccess } from "../login/answer.ts";
import { inviteToAuthorize } from "../login/begin.ts";
import { clipboardReader } from "../login/clipboard-reader.ts";
import { presentLogin, storeLogin } from "../login/finish.ts";
import { chooseMode, parseMode, withLoopbackRedirect } from "../login/mode.ts";
import { receiveByHand } from "../login/receive-by-hand.ts";
import { receiveOnLoopback } from "../login/receive-on-loopback.ts";
import { prepareSaving } from "../profiles/saving.ts";
import { instanceArgument, outputFlags, requestFlags, settingsFlags, waitFlags } from "../settings/flags.ts";
import { collectSettings, completeSettings } from "../settings/gather-settings.ts";
import { withInterruption } from "../terminal/interruption.ts";

export default class Login extends BaseCommand {
  static override summary = "Log in to an instance and write its tokens to the credential file.";
  static override description =
    "Opens the authorization URL, waits for the redirect or takes the address that you copy, exchanges its code, and writes the tokens. Asks for whatever is missing.";
  static override examples = [
    { description: "Be asked for everything", command: "<%= config.bin %> login" },
    {
      description: "With the values of the guide's template",
      command: "<%= config.bin %> login --config template.py",
    },
    {
      description: "Under a name of its own, to keep several logins",
      command: "<%= config.bin %> login dev12345 --profile test",
    },
    {
      description: "Without copying anything: the record lists http://localhost:8765/callback",
      command: "<%= config.bin %> login dev12345 --mode loopback",
    },
    {
      description:
        "From a program: it reads the URL that is printed, and writes the redirected one to standard input",
      command: "<%= config.bin %> login dev12345 --client-id 0123… --no-input --no-open",
    },
  ];
  static override args = instanceArgument;
  static override flags = {
    ...settingsFlags,
    ...outputFlags,
    ...waitFlags,
    ...requestFlags,
    mode: Flags.string({
      description:
        "how the redirect comes back: by itself to this machine (loopback), or copied by you (paste); auto decides by the redirect URI",
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
    const modeFlag = parseMode(flags.mode);
    const ask = this.asker(flags);
    const interactive = ask !== undefined;
    const store = this.store(flags);
    const raw = await collectSettings({
      ...this.sources(flags),
      instance: args.instance,
      stdinTaken: (given) => !interactive && chooseMode(modeFlag, given) === "paste",
      store,
      adapt: (layered, given) => (modeFlag === "loopback" ? withLoopbackRedirect(layered, given) : layered),
    });
    const settings = await completeSettings(raw, ask);
    const mode = chooseMode(modeFlag, settings);
    const output = await this.output(settings, flags.json);
    const effects = this.effects(settings);
    const environment = this.environment.variables;
    const saving = await prepareSaving(settings, store, this.environment);
    await withInterruption(async (signal) => {
      const verify = !flags["no-verify"];
      const login = { ...output, settings, effects, verify, saving, json: flags.json, signal };
      const receive = mode === "loopback" ? receiveOnLoopback : receiveByHand;
      const stored = await receive({
        redirectUri: settings.redirectUri,
        interactive,
        signal,
        waitMs: settings.waitMs,
        makeRequest: () =>
          buildAuthorizationRequest(settings, generateLoginSecrets(), {
            forceConsent: flags["force-consent"],
          }),
        invite: (request) =>
          inviteToAuthorize({ request, mode, interactive, open: !flags["no-open"], environment }),
        complete: (answered) => storeLogin({ ...login, ...answered }),
        describeSuccess: (result) => describeSuccess(result, login),
        readCopied: clipboardReader({ platform: process.platform, environment }),
      });
      await presentLogin(login, stored);
    });
  }
}
