import { type AnyAuthError, isAuthError } from "../errors.ts";
import { mergeSettings } from "../settings/merge-settings.ts";
import type { OpenProfile } from "../store/held-profile.ts";
import type { Profile } from "../store/profile.ts";
import type { ProfileStore } from "../store/profile-store.ts";
import type { Patient } from "./patient.ts";
import { type SettingsLayer, type UsableSettings, usableSettings } from "./settings-layer.ts";

/** The profile that is meant. */
interface MeantProfile {
  readonly name: string;
  /** Whether somebody named it. */
  readonly isNamed: boolean;
  /** What is there under the name, or why it cannot be read. */
  readonly found: Profile | AnyAuthError | undefined;
  /** The same, where it is for the instance and client that are meant. */
  readonly own: Profile | undefined;
  /** With its secrets; asked for once, however many ask. Throws STORE_UNUSABLE. */
  readonly open: () => Promise<OpenProfile | undefined>;
}

/** What is known of a patient before anything is looked at. */
export interface Chart extends Patient {
  /** The profile's is the last, where it is for the instance and client that are meant. */
  readonly allLayers: readonly SettingsLayer[];
  readonly settings: UsableSettings;
  readonly profile: MeantProfile;
}

/** Reads what the examinations have in common. */
export function openChart(patient: Patient): Chart {
  const { layers, store } = patient;
  const given = usableSettings(mergeSettings(...layers.map(({ settings }) => settings)));
  const profile = findProfile(store, given);
  const allLayers = [...layers, ...layerOf(profile)];
  const settings = usableSettings(mergeSettings(...allLayers.map((layer) => layer.settings)));
  return { ...patient, allLayers, settings, profile };
}

function findProfile(store: ProfileStore, given: UsableSettings): MeantProfile {
  const name = orError(() => given.profile ?? store.currentName());
  const isNamed = given.profile !== undefined;
  if (isAuthError(name))
    return { name: "default", isNamed, found: name, own: undefined, open: async () => undefined };
  const found = orError(() => store.read(name));
  const own = found === undefined || isAuthError(found) || !isMeant(found, given) ? undefined : found;
  let opened: Promise<OpenProfile | undefined> | undefined;
  const open = () => {
    opened ??= store.open(name);
    return opened;
  };
  return { name, isNamed, found, own, open };
}

function isMeant({ settings }: Profile, { instanceUrl, clientId }: UsableSettings): boolean {
  const { instanceUrl: itsInstance, clientId: itsClient } = settings;
  return (instanceUrl ?? itsInstance) === itsInstance && (clientId ?? itsClient) === itsClient;
}

function layerOf({ own }: MeantProfile): SettingsLayer[] {
  if (own === undefined) return [];
  const { jwt: _, ...settings } = own.settings;
  return [{ from: "profile", settings }];
}

function orError<Value>(read: () => Value): Value | AnyAuthError {
  try {
    return read();
  } catch (error) {
    if (isAuthError(error)) return error;
    throw error;
  }
}
