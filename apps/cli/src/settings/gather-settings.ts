import {
  isAuthError,
  mergeSettings,
  parseSettings,
  type RawSettings,
  readSettingsFile,
  type Settings,
  settingNames,
  settingsWarnings,
} from "@nowtoken/core";
import type { Environment } from "../environment.ts";
import { configInvalid } from "../failures/config-invalid.ts";
import { printWarnings } from "../warnings.ts";
import { readBooleanVariable } from "./boolean-variable.ts";
import { readClientSecret } from "./client-secret.ts";

/** The flags of a login as oclif parsed them. */
export interface SettingsFlags {
  readonly instance?: string | undefined;
  readonly "instance-url"?: string | undefined;
  readonly "client-id"?: string | undefined;
  readonly "client-secret-stdin": boolean;
  readonly "client-secret-file"?: string | undefined;
  readonly "client-auth"?: string | undefined;
  readonly "redirect-uri"?: string | undefined;
  readonly scope?: readonly string[] | undefined;
  readonly "no-scope": boolean;
  readonly config?: string | undefined;
  readonly timeout?: string | undefined;
  readonly wait?: string | undefined;
  readonly "ca-file"?: string | undefined;
  readonly profile?: string | undefined;
  readonly store?: string | undefined;
  readonly "no-save": boolean;
  readonly out?: string | undefined;
  readonly format?: string | undefined;
}

export interface SettingsSources {
  readonly flags: SettingsFlags;
  /** The first argument of the command, where it takes one. */
  readonly instance?: string | undefined;
  readonly environment: Environment;
  /** Whether the command, with the settings given so far, reads something else from standard input. */
  readonly stdinTaken: (given: RawSettings) => boolean;
  /** What holds where neither flag, environment nor file say anything. */
  readonly fallback?: RawSettings;
}

/** Asks the person for settings. */
export type Ask = (missing: readonly (keyof RawSettings)[]) => Promise<RawSettings>;

/** The settings of flags, environment and settings file, in this order, not checked yet. Throws CONFIG_INVALID. */
export async function collectSettings(sources: SettingsSources): Promise<RawSettings> {
  const { flags, environment, stdinTaken, fallback = {} } = sources;
  const path = flags.config ?? environment.settingsFile;
  const file = path === undefined ? {} : await readSettingsFile(path);
  const given = mergeSettings(fromFlags(sources), fromEnvironment(environment), file, fallback);
  checkStore(given);
  const clientSecret = await readClientSecret({ flags, environment, stdinTaken: stdinTaken(given) });
  return clientSecret === undefined ? given : { ...given, clientSecret };
}

/**
 * Checks settings; what is missing is asked for, or named all at once where nobody can be asked. What deserves a
 * warning gets one. Throws CONFIG_INVALID.
 */
export async function completeSettings(raw: RawSettings, ask: Ask | undefined): Promise<Settings> {
  const settings = await parseOrAsk(raw, ask);
  printWarnings(settingsWarnings(settings));
  return settings;
}

function fromFlags({ flags, instance }: SettingsSources): RawSettings {
  if (instance !== undefined && flags.instance !== undefined) {
    throw configInvalid("must be given as the argument or as --instance, not both", "instance");
  }
  if (flags["no-scope"] && flags.scope !== undefined) {
    throw configInvalid("--scope and --no-scope exclude each other");
  }
  if (flags["no-save"] && flags.store !== undefined) {
    throw configInvalid("--store and --no-save exclude each other");
  }
  const layer = {
    instance: instance ?? flags.instance,
    instanceUrl: flags["instance-url"],
    clientId: flags["client-id"],
    clientAuth: flags["client-auth"],
    redirectUri: flags["redirect-uri"],
    scopes: flags["no-scope"] ? [] : flags.scope,
    out: flags.out,
    format: flags.format,
    timeout: flags.timeout,
    wait: flags.wait,
    caFile: flags["ca-file"],
    profile: flags.profile,
    store: flags["no-save"] ? "none" : flags.store,
  };
  return Object.fromEntries(Object.entries(layer).filter(([, value]) => value !== undefined));
}

function fromEnvironment({ settings, variables }: Environment): RawSettings {
  return {
    ...settings,
    ...(readBooleanVariable(variables, "NOWTOKEN_NO_SCOPE") && { scopes: [] }),
    ...(readBooleanVariable(variables, "NOWTOKEN_NO_SAVE") && { store: "none" }),
  };
}

/** Nothing is kept so far, and whoever asks for it must not believe that it is. */
function checkStore({ store }: RawSettings): void {
  if (store !== "keychain" && store !== "file") return;
  throw configInvalid("must be none so far: keeping tokens comes with a later version", "store");
}

async function parseOrAsk(raw: RawSettings, ask: Ask | undefined): Promise<Settings> {
  if (ask === undefined) return parseSettings(raw);
  const missing = missingSettings(raw);
  return parseSettings(missing.length === 0 ? raw : { ...raw, ...(await ask(missing)) });
}

/** The settings that a person is asked for: what is needed, and the secret, which only a public client lacks. */
function missingSettings(raw: RawSettings): (keyof RawSettings)[] {
  const optional: (keyof RawSettings)[] = raw.clientSecret === undefined ? ["clientSecret"] : [];
  try {
    parseSettings(raw);
    return optional;
  } catch (error) {
    if (!isAuthError(error, "CONFIG_INVALID")) throw error;
    const { problems } = error.details;
    // Something wrong is told before anything is asked.
    if (problems.some(({ kind }) => kind !== "missing")) throw error;
    return [
      ...settingNames
        .filter(({ key }) => problems.some(({ setting }) => setting === key))
        .map(({ key }) => key),
      ...optional,
    ];
  }
}
