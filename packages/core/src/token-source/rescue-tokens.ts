import { rescueAnywhere } from "../credential-file/rescue-anywhere.ts";
import type { KeptLogin } from "./kept-login.ts";

/** Puts tokens that their profile did not take where {@link rescueAnywhere} does. */
export function rescueTokens(kept: KeptLogin, stateFolder: string): Promise<string | undefined> {
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
  return rescueAnywhere(credential, stateFolder);
}
