import type { Interfaces } from "@oclif/core";
import { BaseCommand } from "../base-command.ts";
import { type Grant, grantTypes } from "../grants/grant.ts";
import { grantFlags } from "../grants/grant-flags.ts";
import { presentLogin } from "../login/finish.ts";
import { chooseMode, parseMode, withLoopbackRedirect } from "../login/mode.ts";
import { receiveLogin } from "../login/receive-login.ts";
import { earlierUser, prepareSaving } from "../profiles/saving.ts";
import {
  browserFlags,
  instanceArgument,
  outputFlags,
  requestFlags,
  settingsFlags,
  waitFlags,
} from "../settings/flags.ts";
import { collectSettings, completeSettings } from "../settings/gather-settings.ts";
import { oneOf } from "../settings/one-of.ts";
import { withInterruption } from "../terminal/interruption.ts";
import { printWarnings } from "../warnings.ts";

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
    ...browserFlags,
    ...grantFlags,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Login);
    const grant = oneOf("--grant", flags.grant, grantTypes) ?? "authorization-code";
    if (grant !== "authorization-code") return this.loginByGrant(grant, args.instance, flags);
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
    const saving = await prepareSaving(settings, store, this.environment);
    await withInterruption(async (signal) => {
      const login = {
        ...output,
        settings,
        effects,
        saving,
        mode,
        interactive,
        open: !flags["no-open"],
        forceConsent: flags["force-consent"],
        userName: saving && earlierUser(saving, settings),
        verify: !flags["no-verify"],
        environment: this.environment.variables,
        json: flags.json,
        signal,
      };
      await presentLogin(login, await receiveLogin(login));
    });
  }

  /** Without a browser, and without a credential file unless one is named. */
  private async loginByGrant(
    type: Grant["type"],
    instance: string | undefined,
    flags: GivenFlags,
  ): Promise<void> {
    const store = this.store(flags);
    const ask = this.asker(flags);
    const raw = await collectSettings({
      ...this.sources(flags),
      instance,
      stdinTaken: () => flags["password-stdin"],
      store,
      // The five of the guide are for a person's consent.
      adapt: (layered) => ({ scopes: [], ...layered }),
    });
    const settings = await completeSettings(raw, ask);
    const [{ prepareGrantLogin }, { loginByGrant }, { formatGranted, grantedToJson }] = await Promise.all([
      import("../grants/prepare-grant-login.ts"),
      import("../grants/login-by-grant.ts"),
      import("../grants/present-grant.ts"),
    ]);
    await withInterruption(async (signal) => {
      const login = await prepareGrantLogin(type, flags, {
        settings,
        store,
        effects: this.effects(settings),
        environment: this.environment,
        interactive: ask !== undefined,
        signal,
      });
      try {
        const granted = await loginByGrant(login);
        printWarnings(granted.warnings);
        const text = `${formatGranted(granted, login)}\n`;
        await this.printResult(flags.json, grantedToJson(granted, login), text);
      } finally {
        await login.file?.discard();
      }
    });
  }
}

type GivenFlags = Interfaces.InferredFlags<typeof Login.flags & typeof BaseCommand.baseFlags>;
