import {
  isAuthError,
  type NewSettingsFile,
  type ProfileStore,
  prepareSettingsFile,
  type Settings,
  saveClient,
} from "@nowtoken/core";
import type { Environment } from "../environment.ts";
import { AdvisedError } from "../failures/advised-error.ts";
import { configInvalid } from "../failures/config-invalid.ts";
import { describeSaving } from "../profiles/describe-saving.ts";
import { prepareSaving, type Saving } from "../profiles/saving.ts";
import { printWarnings } from "../warnings.ts";

/** Where the secret of a new record goes, before anything else can fail. */
export interface ClientKeeping {
  /** Where the login that follows is kept; undefined when it is not. */
  readonly saving: Saving | undefined;
  /** Where the secret is then, in words. */
  readonly place: string;
  keep(settings: Settings): Promise<void>;
}

export interface KeepingWish {
  readonly settings: Settings;
  /** A settings file to write. */
  readonly settingsOut: string | undefined;
  readonly store: ProfileStore;
  readonly environment: Environment;
}

/**
 * Makes sure that the secret of a record can be kept before there is one: in the profile, and in a settings file where
 * one is wanted. Throws CONFIG_INVALID where it would be kept nowhere, STORE_UNUSABLE, CREDENTIAL_FILE_UNWRITABLE.
 */
export async function prepareKeeping(wish: KeepingWish): Promise<ClientKeeping> {
  const { settings, settingsOut, store, environment } = wish;
  const file = settingsOut === undefined ? undefined : await prepareSettingsFile(settingsOut);
  const wanted = { store: settings.store, profile: settings.profile ?? store.currentName() };
  const saving = await prepareSaving(file === undefined ? wanted : settings, store, environment).catch(
    orInFile,
  );
  if (file === undefined && saving === undefined) throw configInvalid(keptNowhere);
  const places = [
    ...(saving === undefined ? [] : [`in the profile ${saving.name}`]),
    ...(file === undefined ? [] : [`in ${file.path}`]),
  ];
  return {
    saving,
    place: places.join(", and "),
    async keep(made) {
      await file?.write(toFile(made));
      if (saving === undefined) return;
      const saved = await saveClient(saving.store, { ...saving, settings: made });
      printWarnings(describeSaving(saved, saving, undefined));
    },
  };
}

/** Without a keychain there is another way, which the store's own advice does not know. */
function orInFile(error: unknown): never {
  if (!isAuthError(error, "STORE_UNUSABLE")) throw error;
  throw new AdvisedError(error, [
    "Or write client id and secret to a settings file instead: --settings-out FILE.",
  ]);
}

const keptNowhere =
  "the new client secret must be kept somewhere: in a profile (without --no-save), or with --settings-out FILE";

/** What `login --config` takes. */
function toFile({
  instanceUrl,
  clientId,
  clientSecret,
  redirectUri,
}: Settings): Parameters<NewSettingsFile["write"]>[0] {
  return { instanceUrl, clientId, ...(clientSecret !== undefined && { clientSecret }), redirectUri };
}
