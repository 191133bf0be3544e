import { type RawSettings, type RawValue, type SettingKey, settingFields } from "../settings/fields.ts";
import { mergeSettings } from "../settings/merge-settings.ts";
import { settingNames } from "../settings/names.ts";
import { parseSettings, type Settings } from "../settings/settings.ts";

/** Settings of one place. */
export interface SettingsLayer {
  readonly from: "flag" | "environment" | "file" | "profile";
  /** The settings file's. */
  readonly path?: string;
  readonly settings: RawSettings;
}

/** A setting that somebody gave, and where; `value` is undefined where it is not valid. */
export interface GivenSetting {
  readonly key: SettingKey;
  readonly label: string;
  readonly value: string | undefined;
  readonly origin: string;
}

/** The settings of all layers, the strongest first, each with where it comes from; a secret is only said to be given. */
export function traceSettings(layers: readonly SettingsLayer[]): GivenSetting[] {
  const merged = mergeSettings(...layers.map(({ settings }) => settings));
  return settingNames.flatMap(({ key, label, flag, environment }) => {
    const raw = merged[key];
    const layer = layers.find(({ settings }) => settings[key] !== undefined);
    if (raw === undefined || layer === undefined) return [];
    const origins = { flag, environment, file: layer.path ?? "file", profile: "profile" };
    return [{ key, label, value: show(key, raw), origin: origins[layer.from] }];
  });
}

function show(key: SettingKey, raw: RawValue): string | undefined {
  const { success, data } = settingFields[key].safeParse(raw);
  if (!success) return undefined;
  if (key === "clientSecret") return "given";
  if (Array.isArray(data)) return data.join(" ") || "none";
  // An address that was copied from the browser may hold more than the instance's name.
  return key === "instance" || key === "instanceUrl" ? String(data) : String(raw);
}

/** What can be used of settings that may be wrong in part. */
export type UsableSettings = Omit<Settings, "instanceUrl" | "clientId"> & {
  readonly instanceUrl: string | undefined;
  readonly clientId: string | undefined;
};

/** The settings that are valid by themselves, with defaults; two instances that contradict each other are none. */
export function usableSettings(raw: RawSettings): UsableSettings {
  const valid: RawSettings = Object.fromEntries(
    Object.entries(raw).filter(([key, value]) => isValid(key as SettingKey, value)),
  );
  const { instance, instanceUrl, ...others } = isContradictory(valid) ? without(valid) : valid;
  const isNamed = instance !== undefined || instanceUrl !== undefined;
  const settings = parseSettings({
    clientId: "any",
    ...others,
    ...(isNamed ? { instance, instanceUrl } : { instance: "any" }),
  });
  return {
    ...settings,
    instanceUrl: isNamed ? settings.instanceUrl : undefined,
    clientId: others.clientId === undefined ? undefined : settings.clientId,
  };
}

const isValid = (key: SettingKey, value: unknown): boolean => settingFields[key].safeParse(value).success;

function isContradictory({ instance, instanceUrl }: RawSettings): boolean {
  if (instance === undefined || instanceUrl === undefined) return false;
  return settingFields.instance.parse(instance) !== settingFields.instanceUrl.parse(instanceUrl);
}

function without({ instance: _instance, instanceUrl: _url, ...others }: RawSettings): RawSettings {
  return others;
}
