import { fingerprintOf } from "../store/fingerprint.ts";
import { defaultRefreshLifespanSeconds } from "../store/profile.ts";
import type { JwtBearer, JwtKeyFile } from "../token-endpoint/jwt-bearer.ts";
import type { TokenSettings } from "../token-endpoint/token-request.ts";
import type { KeptLogin } from "./kept-login.ts";

/** A login that somebody else keeps: the client, and the tokens it has so far, or how it gets them by itself. */
export type TokenSeed = SeedClient & SeedTokens & SeedGrant;

/** Who asks; in the request's body where nothing else is said, and for the scopes of the record where none are. */
type SeedClient = Pick<TokenSettings, "instanceUrl" | "clientId"> &
  Partial<Pick<TokenSettings, "clientSecret" | "clientAuth" | "scopes">>;

interface SeedTokens {
  readonly refreshToken?: string | undefined;
  readonly accessToken?: string | undefined;
  /** When the access token dies; left out with an access token, nothing is known, and it is asked for anew. */
  readonly expiresAt?: Date | undefined;
}

/** How another access token is asked for without a refresh token, if at all. */
type SeedGrant =
  | { readonly grant?: undefined }
  | { readonly grant: "client-credentials" }
  | { readonly grant: "jwt-bearer"; readonly jwt: JwtBearer | JwtKeyFile };

export function toKeptLogin(seed: TokenSeed, now: Date): KeptLogin {
  const { instanceUrl, clientId, clientAuth = "body", scopes = [], expiresAt, grant = "import" } = seed;
  const { clientSecret, accessToken, refreshToken } = seed;
  return {
    name: "settings",
    settings: { instanceUrl, clientId, clientAuth, redirectUri: "", scopes: [...scopes] },
    ...(seed.grant === "jwt-bearer" && { jwt: seed.jwt }),
    login: {
      grant,
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
