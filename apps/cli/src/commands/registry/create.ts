import * as Flags from "@oclif/core/flags";
import { BaseCommand } from "../../base-command.ts";
import { configInvalid } from "../../failures/config-invalid.ts";
import { chooseMode, parseMode, withLoopbackRedirect } from "../../login/mode.ts";
import {
  adminFlags,
  claimsStdin,
  namesAdmin,
  readAdminAccess,
  requireAdmin,
} from "../../registry/admin-access.ts";
import { formatCreation } from "../../registry/format-creation.ts";
import { prepareKeeping } from "../../registry/keep-client.ts";
import { type Creating, type MadeRecord, makeRecord, planOffline } from "../../registry/make-record.ts";
import { formatProductLogin } from "../../registry/product-login.ts";
import { loginWith, type ProvingLogin } from "../../registry/prove-by-login.ts";
import { planRecord, recordFlags } from "../../registry/record-flags.ts";
import { recordStays } from "../../registry/unfinished-creation.ts";
import {
  browserFlags,
  instanceArgument,
  outputFlags,
  requestFlags,
  settingsFlags,
  waitFlags,
} from "../../settings/flags.ts";
import { collectSettings } from "../../settings/gather-settings.ts";
import { Interruption, withInterruption } from "../../terminal/interruption.ts";
import { printWarnings } from "../../warnings.ts";

export default class RegistryCreate extends BaseCommand {
  static override summary = "Make the OAuth record on the instance, then log in to prove it.";
  static override description =
    "Needs an administrator's rights: a token, or a user name and password that are kept nowhere. Makes the record with its scopes through the Table API, with a client secret of its own, reads it back, and shows each request. A record of that name is left as it is: where it differs, that is shown and ends with exit code 4; --update changes it, and keeps the redirect URLs of other products.";
  static override examples = [
    {
      description: "As an administrator; the password is asked for",
      command: "<%= config.bin %> registry create dev12345 --admin-user admin",
    },
    {
      description: "With the token of another profile, and see the requests first",
      command: "<%= config.bin %> registry create dev12345 --admin-profile admin --dry-run",
    },
    {
      description: "From a program, without the login",
      command:
        "<%= config.bin %> registry create dev12345 --admin-token-stdin --no-login --settings-out client.json --json",
    },
  ];
  static override args = instanceArgument;
  static override flags = {
    ...settingsFlags,
    ...recordFlags,
    ...adminFlags,
    ...outputFlags,
    ...waitFlags,
    ...requestFlags,
    ...browserFlags,
    update: Flags.boolean({
      description: "change a record that is there and differs",
      env: "NOWTOKEN_REGISTRY_UPDATE",
    }),
    "dry-run": Flags.boolean({
      description: "show the requests, send none; an administrator who is named is used for looking",
      env: "NOWTOKEN_REGISTRY_DRY_RUN",
    }),
    "no-login": Flags.boolean({
      description: "do not log in when the record is made",
      env: "NOWTOKEN_REGISTRY_NO_LOGIN",
    }),
    "settings-out": Flags.string({
      description: "write client id and secret to a new settings file too, for `login --config`",
      helpValue: "FILE",
      env: "NOWTOKEN_SETTINGS_OUT",
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(RegistryCreate);
    const adminStdin = claimsStdin(flags);
    const modeFlag = parseMode(flags.mode);
    const store = this.store(flags);
    const ask = this.asker(flags);
    const interactive = ask !== undefined;
    const raw = await collectSettings({
      ...this.sources(flags),
      instance: args.instance,
      stdinTaken: () => adminStdin,
      store,
      withoutSecret: true,
      adapt(layered, given) {
        const copies = flags["no-loopback"] || modeFlag === "paste";
        // A profile knows the lifespan of another record.
        return {
          ...(copies ? layered : withLoopbackRedirect(layered, given)),
          refreshLifespan: given.refreshLifespan,
        };
      },
    });
    // Whatever client the settings name, it is not the one that is made here.
    const plan = await planRecord({ ...raw, clientId: undefined }, flags, ask);
    const refreshTokenLifespan = plan.settings.refreshLifespanSeconds ?? plan.record.refreshTokenLifespan;
    const record = { ...plan.record, refreshTokenLifespan };
    const settings = { ...plan.settings, refreshLifespanSeconds: refreshTokenLifespan };
    const effects = this.effects(settings);
    const dryRun = flags["dry-run"];
    if (dryRun && !namesAdmin(flags)) {
      const outcome = await planOffline(record);
      return this.printResult(
        flags.json,
        { dryRun, ...outcome },
        formatCreation(outcome, { record, dryRun }),
      );
    }
    requireAdmin(flags, interactive);
    const mode = chooseMode(modeFlag, settings);
    const proves = !dryRun && !flags["no-login"] && record.redirectUris.includes(settings.redirectUri);
    if (proves && adminStdin && mode === "paste" && !interactive) throw configInvalid(twoClaims);
    const output = proves ? await this.output(settings, flags.json) : undefined;
    if (proves && mode === "loopback") await tryPort(settings.redirectUri);
    const wish = { settings, settingsOut: flags["settings-out"], store, environment: this.environment };
    const keeping = dryRun ? undefined : await prepareKeeping(wish);
    await withInterruption(async (signal) => {
      const { instanceUrl } = settings;
      const access = await readAdminAccess(flags, { instanceUrl, effects, store, interactive, signal });
      signal.throwIfAborted();
      const creating: Creating = { record, settings, access, effects, keeping, update: flags.update, dryRun };
      const made = await makeRecord(creating);
      const report = formatCreation(made.outcome, { record, dryRun, secretPlace: made.secretPlace });
      const { status } = made.outcome;
      const isProducts = record.productLogsIn && status !== "different" && !dryRun;
      const next = isProducts ? formatProductLogin({ record, made, profile: keeping?.saving?.name }) : "";
      if (!flags.json) await this.printResult(false, {}, report + next);
      const login: ProvingLogin | undefined = output && {
        ...output,
        made,
        record,
        given: raw,
        settings,
        effects,
        store,
        product: flags.for,
        saving: keeping?.saving,
        mode,
        interactive,
        open: !flags["no-open"],
        forceConsent: flags["force-consent"],
        verify: !flags["no-verify"],
        environment: this.environment.variables,
        json: flags.json,
        signal,
      };
      try {
        signal.throwIfAborted();
        const loggedIn = status !== "different" && login !== undefined ? await loginWith(login) : null;
        if (flags.json) await this.printOutcome(made, { dryRun, login: loggedIn });
        // What could not be seen is proved by a login.
        if (status === "different" || (status === "unseen" && loggedIn === null)) process.exitCode = 4;
      } catch (error) {
        // An interruption explains nothing by itself, and the record outlasts it.
        if (!(error instanceof Interruption)) throw error;
        if (flags.json) await this.printOutcome(made, { dryRun, login: null });
        else if (login !== undefined) printWarnings([recordStays({ ...login, profile: login.saving?.name })]);
        throw error;
      }
    });
  }

  private printOutcome({ outcome }: MadeRecord, told: { dryRun: boolean; login: object | null }) {
    return this.printResult(true, { ...told, ...outcome }, "");
  }
}

/** A port that is taken is told before anything is made. Throws PORT_UNAVAILABLE. */
async function tryPort(redirectUri: string): Promise<void> {
  const { tryListening } = await import("@nowtoken/callback");
  await tryListening(redirectUri);
}

const twoClaims =
  "standard input serves one thing at a time, the administrator or the redirected URL: use --mode loopback, or --no-login";
