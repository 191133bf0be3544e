import type { ImportedLogin } from "@nowtoken/core";
import { configInvalid } from "../failures/config-invalid.ts";
import { type Grant, passwordWarning } from "../grants/grant.ts";
import { loginByGrant } from "../grants/login-by-grant.ts";
import type { ImportedProfile, LoginImport } from "./import-login.ts";

/**
 * Makes a profile of a client that gets its tokens without a browser, by getting some.
 *
 * Throws CONFIG_INVALID where nothing may be asked, and what {@link loginByGrant} throws.
 */
export async function importByGrant(login: LoginImport): Promise<ImportedProfile> {
  const { source, settings, effects, saving, verify, signal } = login;
  if (!verify)
    throw configInvalid("there are no tokens to take as they are: --no-verify excludes this import");
  const grant = grantOf(source.login);
  const { stateFolder } = saving.store;
  const granted = await loginByGrant({
    grant,
    settings,
    effects,
    saving,
    verify,
    stateFolder,
    signal,
    file: undefined,
    handedTo: source.login.from,
  });
  const { saved, user, warnings } = granted;
  if (saved === undefined) throw new Error("expected a login that was kept");
  return {
    profile: saved.profile,
    user,
    refreshed: true,
    warnings: [...(grant.type === "password" ? [passwordWarning] : []), ...warnings],
  };
}

function grantOf({ grant, passwordLogin }: ImportedLogin): Grant {
  return grant === "password" && passwordLogin !== undefined
    ? { type: "password", passwordLogin }
    : { type: "client-credentials" };
}
