import { homeFolder } from "../credential-file/home-folder.ts";
import { rescueCredential } from "../credential-file/rescue.ts";
import type { KeptLogin } from "./kept-login.ts";

/**
 * Puts tokens that their profile did not take into a new 0600 file, in the state folder or, where that is what fails,
 * in the home folder. Yields its path; undefined when neither takes it.
 */
export async function rescueTokens(kept: KeptLogin, stateFolder: string): Promise<string | undefined> {
  const { settings, login, secrets } = kept;
  const credential = {
    instanceUrl: settings.instanceUrl,
    clientId: settings.clientId,
    scopes: login?.scopes ?? [],
    authorizationCode: "",
    accessToken: secrets.accessToken ?? "",
    refreshToken: secrets.refreshToken,
    expiresAt: login?.accessExpiresAt ?? undefined,
  };
  const home = homeFolder({ platform: process.platform, environment: {} });
  for (const folder of [stateFolder, ...(home === undefined ? [] : [home])]) {
    try {
      return await rescueCredential(credential, { format: "json", stateFolder: folder });
    } catch {}
  }
  return undefined;
}
