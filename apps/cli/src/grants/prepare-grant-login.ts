import {
  credentialFile,
  type Effects,
  type Profile,
  type ProfileStore,
  prepareCredentialFile,
  type Settings,
} from "@nowtoken/core";
import type { Environment } from "../environment.ts";
import { configInvalid } from "../failures/config-invalid.ts";
import { readUnlessSpoilt } from "../profiles/named-profile.ts";
import { prepareSaving } from "../profiles/saving.ts";
import { printWarnings } from "../warnings.ts";
import { type Grant, passwordWarning } from "./grant.ts";
import { type GrantFlags, readGrant } from "./grant-flags.ts";
import type { GrantLogin } from "./login-by-grant.ts";

export interface GrantSetting {
  readonly settings: Settings;
  readonly store: ProfileStore;
  readonly effects: Effects;
  readonly environment: Environment;
  readonly interactive: boolean;
  readonly signal: AbortSignal;
}

/**
 * All that a login without a browser needs, checked before anything is sent.
 *
 * Throws CONFIG_INVALID, also where the tokens would go nowhere, STORE_UNUSABLE, CREDENTIAL_FILE_UNWRITABLE.
 */
export async function prepareGrantLogin(
  type: Grant["type"],
  flags: GrantFlags & { readonly "no-verify": boolean },
  setting: GrantSetting,
): Promise<GrantLogin> {
  const { settings, store, environment, effects, signal, interactive } = setting;
  const { out, instanceUrl } = settings;
  if (out === "-")
    throw configInvalid("--out - is for a login in the browser: `nowtoken token` prints what is kept");
  // Where there is no file, the profile is all there is: not to be able to keep it is a failure then.
  const profile = settings.profile ?? (out === undefined ? store.currentName() : undefined);
  const saving = await prepareSaving({ ...settings, profile }, store, environment);
  if (saving === undefined && out === undefined)
    throw configInvalid("the tokens must go somewhere: leave out --no-save, or name a file with --out");
  const kept = saving && readUnlessSpoilt(store, saving.name);
  const grant = await readGrant(type, flags, {
    kept: kept !== undefined && isSameClient(kept, settings) ? kept.settings.jwt : undefined,
    host: new URL(instanceUrl).host,
    interactive,
    signal,
  });
  if (type === "password") printWarnings([passwordWarning]);
  return {
    grant,
    settings,
    effects,
    saving,
    file: out === undefined ? undefined : await prepareCredentialFile(out),
    handedTo: out === undefined ? undefined : credentialFile,
    stateFolder: store.stateFolder,
    verify: !flags["no-verify"],
    signal,
  };
}

const isSameClient = ({ settings }: Profile, { instanceUrl, clientId }: Settings): boolean =>
  settings.instanceUrl === instanceUrl && settings.clientId === clientId;
