import { mergeSettings, parseSettings, type RawSettings, readSettingsFile } from "@nowtoken/core";
import * as Flags from "@oclif/core/flags";
import type { Environment } from "../environment.ts";
import { profileFlag, text } from "../settings/flags.ts";

/** The flags of a command that uses a login that is kept. */
export const sessionFlags = {
  ...profileFlag,
  instance: text("NOWTOKEN_INSTANCE", "refuse tokens of any other instance", "NAME"),
  config: text("NOWTOKEN_CONFIG", "settings file: JSON, .env or the guide's Python template", "FILE"),
  timeout: text("NOWTOKEN_TIMEOUT", "one request's deadline in seconds; default: 30", "SECONDS"),
  "ca-file": text(
    "NOWTOKEN_CA_FILE",
    "certificate authorities to trust besides the system's, as PEM",
    "FILE",
  ),
};

export const minTtlFlag = {
  "min-ttl": Flags.string({
    description: "how long the token should still live",
    helpValue: "TIME",
    helpGroup: "TOKEN",
    env: "NOWTOKEN_MIN_TTL",
    default: "5m",
  }),
};

export interface SessionFlags {
  readonly profile?: string | undefined;
  readonly instance?: string | undefined;
  readonly config?: string | undefined;
  readonly timeout?: string | undefined;
  readonly "ca-file"?: string | undefined;
}

/** What flags, environment and settings file say of a login that is kept, checked. */
export interface SessionSettings {
  readonly profile: string | undefined;
  /** The instance and the client that its tokens must be for, where somebody named them. */
  readonly instanceUrl: string | undefined;
  readonly clientId: string | undefined;
  readonly timeoutSeconds: number | undefined;
  readonly caFile: string | undefined;
}

const nothingNamed: SessionSettings = {
  profile: undefined,
  instanceUrl: undefined,
  clientId: undefined,
  timeoutSeconds: undefined,
  caFile: undefined,
};

/** Throws CONFIG_INVALID. */
export async function readSessionSettings(
  flags: SessionFlags,
  environment: Environment,
): Promise<SessionSettings> {
  const path = flags.config ?? environment.settingsFile;
  const file = path === undefined ? {} : await readSettingsFile(path);
  const { profile, instance, timeout, "ca-file": caFile } = flags;
  const given = mergeSettings({ profile, instance, timeout, caFile }, environment.settings, file);
  const named = relevant(given);
  // Most often: nothing is checked then, and nothing loaded that checks.
  if (Object.values(named).every((value) => value === undefined)) return nothingNamed;
  const settings = parseSettings(mergeSettings(named, { instance: "any", clientId: "any" }));
  const isNamed = given.instance !== undefined || given.instanceUrl !== undefined;
  return {
    profile: settings.profile,
    instanceUrl: isNamed ? settings.instanceUrl : undefined,
    clientId: given.clientId === undefined ? undefined : settings.clientId,
    timeoutSeconds: given.timeout === undefined ? undefined : settings.timeoutSeconds,
    caFile: settings.caFile,
  };
}

/** What a login that is kept does not say itself: a wrong redirect URI, say, is none of its business. */
function relevant({ instance, instanceUrl, clientId, profile, timeout, caFile }: RawSettings): RawSettings {
  return { instance, instanceUrl, clientId, profile, timeout, caFile };
}
