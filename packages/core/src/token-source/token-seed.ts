import { fingerprintOf } from "../store/fingerprint.ts";
import { defaultRefreshLifespanSeconds } from "../store/profile.ts";
import type { TokenSettings } from "../token-endpoint/token-request.ts";
import type { KeptLogin } from "./kept-login.ts";

/** A login that somebody else keeps: the client, and the tokens it has so far. */
export interface TokenSeed extends TokenSettings {
  readonly refreshToken?: string | undefined;
  readonly accessToken?: string | undefined;
  /** When the access token dies; left out with an access token, nothing is known, and it is asked for anew. */
  readonly expiresAt?: Date | undefined;
}

export function toKeptLogin(seed: TokenSeed, now: Date): KeptLogin {
  const { instanceUrl, clientId, clientAuth, clientSecret, scopes, refreshToken, accessToken, expiresAt } =
    seed;
  return {
    name: "settings",
    settings: { instanceUrl, clientId, clientAuth, redirectUri: "", scopes: [...scopes] },
    login: {
      grant: "import",
      untried: true,
      scopes: [...scopes],
      consentAt: now,
      refreshLifespanSeconds: defaultRefreshLifespanSeconds,
      refreshLifespanSource: "assumed",
      accessReceivedAt: now,
      // Never good for long: it is not known how long it has lived.
      accessExpiresAt: expiresAt ?? now,
      refreshFingerprint: refreshToken === undefined ? null : fingerprintOf(refreshToken),
    },
    secrets: {
      ...(clientSecret !== undefined && { clientSecret }),
      ...(accessToken !== undefined && { accessToken }),
      ...(refreshToken !== undefined && { refreshToken }),
    },
  };
}
