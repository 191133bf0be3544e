import {
  type ImportedLogin,
  mergeSettings,
  type ProfileStore,
  type RawSettings,
  type Settings,
} from "@nowtoken/core";
import { configInvalid } from "../failures/config-invalid.ts";
import { readProfileLayer } from "../profiles/profile-layer.ts";
import { type Ask, completeSettings } from "../settings/gather-settings.ts";

/**
 * The settings of an imported login: those that somebody gave, then its own, then those of the profile.
 *
 * Throws CONFIG_INVALID, also when somebody gave another instance or client than its own.
 */
export async function importSettings(
  login: ImportedLogin,
  given: RawSettings,
  { store, ask }: { readonly store: ProfileStore; readonly ask: Ask | undefined },
): Promise<Settings> {
  const named = mergeSettings(given, ownSettings(login));
  const profile = await readProfileLayer(named, store);
  const clientSecret = named.clientSecret ?? (await profile.secret());
  // Tokens of another client go to no instance that nobody named.
  const kept = profile.settings.clientId === undefined ? {} : profile.settings;
  // The guide's five are for a person's consent.
  const usual = login.grant === "import" ? {} : { scopes: [] };
  const layered = mergeSettings(named, kept, usual);
  const settings = await completeSettings(
    clientSecret === undefined ? layered : { ...layered, clientSecret },
    ask,
  );
  checkOwn(login, settings);
  return settings;
}

function ownSettings({ instanceUrl, clientId, clientSecret, scopes }: ImportedLogin): RawSettings {
  return {
    instanceUrl,
    clientId,
    clientSecret,
    ...(scopes !== undefined && scopes.length > 0 && { scopes }),
  };
}

function checkOwn({ instanceUrl, clientId }: ImportedLogin, settings: Settings): void {
  if (instanceUrl !== undefined && instanceUrl !== settings.instanceUrl)
    throw configInvalid(`the tokens are for ${instanceUrl}, and the settings name ${settings.instanceUrl}`);
  if (clientId !== undefined && clientId !== settings.clientId)
    throw configInvalid("the tokens are of another client than the settings name");
}
