import {
  isAuthError,
  mergeSettings,
  type ProfileStore,
  parseSettings,
  type RawSettings,
  readSettingsFile,
  type Settings,
  settingNames,
  settingsWarnings,
} from "@nowtoken/core";
import type { Environment } from "../environment.ts";
import { configInvalid } from "../failures/config-invalid.ts";
import { readProfileLayer } from "../profiles/profile-layer.ts";
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
  readonly "refresh-lifespan"?: string | undefined;
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
  /** Whose profile is the last layer of settings; left out, no profile is. */
  readonly store?: ProfileStore;
  /** Whether the command has no use for the client secret of a profile. */
  readonly withoutSecret?: boolean;
  /** What the command makes of the settings, given those that somebody gave and those with the profile below them. */
  readonly adapt?: (layered: RawSettings, given: RawSettings) => RawSettings;
}

/** Asks the person for settings. */
export type Ask = (missing: readonly (keyof RawSettings)[]) => Promise<RawSettings>;

/** The settings of flags, environment, settings file and profile, in this order, not checked yet. Throws CONFIG_INVALID. */
export async function collectSettings(sources: SettingsSources): Promise<RawSettings> {
  const {
    flags,
    environment,
    stdinTaken,
    store,
    withoutSecret = false,
    adapt = (layered) => layered,
  } = sources;
  const path = flags.config ?? environment.settingsFile;
  const file = path === undefined ? {} : await readSettingsFile(path);
  const given = mergeSettings(fromFlags(sources), fromEnvironment(environment), file);
  const profile = store && (await readProfileLayer(given, store));
  const layered = adapt(mergeSettings(given, profile?.settings ?? {}), given);
  // Whoever wants to type a secret has another one in mind than the one that is kept.
  const isTyped = flags["client-secret-stdin"] && process.stdin.isTTY;
  const clientSecret =
    (await readClientSecret({ flags, environment, stdinTaken: stdinTaken(layered) })) ??
    given.clientSecret ??
    (withoutSecret || isTyped ? undefined : await profile?.secret());
  return clientSecret === undefined ? layered : { ...layered, clientSecret };
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

export function fromFlags({ flags, instance }: Pick<SettingsSources, "flags" | "instance">): RawSettings {
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
    refreshLifespan: flags["refresh-lifespan"],
    store: flags["no-save"] ? "none" : flags.store,
  };
  return Object.fromEntries(Object.entries(layer).filter(([, value]) => value !== undefined));
}

export function fromEnvironment({ settings, variables }: Environment): RawSettings {
  return {
    ...settings,
    ...(readBooleanVariable(variables, "NOWTOKEN_NO_SCOPE") && { scopes: [] }),
    ...(readBooleanVariable(variables, "NOWTOKEN_NO_SAVE") && { store: "none" }),
  };
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
