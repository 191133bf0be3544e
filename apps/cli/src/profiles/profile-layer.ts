import {
  isAuthError,
  isProfileSpoilt,
  type Profile,
  type ProfileStore,
  parseSettings,
  type RawSettings,
} from "@nowtoken/core";
import { advise } from "../failures/advise.ts";
import { printWarnings } from "../warnings.ts";

/** What a profile adds to settings. */
export interface ProfileLayer {
  readonly settings: RawSettings;
  /** Opens the client secret; undefined for a public client. Throws STORE_UNUSABLE. */
  readonly secret: () => Promise<string | undefined>;
}

const empty: ProfileLayer = { settings: {}, secret: async () => undefined };

/**
 * The settings of the profile that is named, or of the chosen one. What is given for another instance gets nothing of
 * it; for another client of its instance, only how that is reached.
 *
 * A profile that is damaged is passed over with a warning: logging in writes it anew. So is one of a newer version, which
 * is left alone. Throws STORE_UNUSABLE.
 */
export async function readProfileLayer(given: RawSettings, store: ProfileStore): Promise<ProfileLayer> {
  return passOverDamage(empty, async () => {
    const name = given.profile === undefined ? store.currentName() : String(given.profile);
    const profile = store.read(name);
    if (profile === undefined || !isSameInstance(given, profile)) return empty;
    const { jwt: _, ...settings } = profile.settings;
    if ((given.clientId ?? settings.clientId) !== settings.clientId) {
      const { instanceUrl, timeout, caFile } = settings;
      return { ...empty, settings: { instanceUrl, timeout, caFile } };
    }
    const secret = async () => (await store.open(name))?.secrets.clientSecret;
    return { settings, secret: () => passOverDamage(undefined, secret) };
  });
}

async function passOverDamage<Value>(instead: Value, read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (!isAuthError(error, "STORE_UNUSABLE")) throw error;
    if (!isProfileSpoilt(error) && error.details.reason !== "unknown-version") throw error;
    printWarnings([(await advise(error)).message]);
    return instead;
  }
}

function isSameInstance({ instance, instanceUrl }: RawSettings, { settings }: Profile): boolean {
  if (instance === undefined && instanceUrl === undefined) return true;
  try {
    return parseSettings({ instance, instanceUrl, clientId: "any" }).instanceUrl === settings.instanceUrl;
  } catch {
    // What is wrong with it is told when all settings are checked.
    return false;
  }
}
