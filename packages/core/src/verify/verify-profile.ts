import type { Effects } from "../effects.ts";
import type { ProfileStore } from "../store/profile-store.ts";
import { createTokenSource } from "../token-source/token-source.ts";
import { type HeldTokens, withHeldLogin } from "../token-source/with-held-login.ts";
import type { VerificationRequest } from "./verification-request.ts";
import { type Verification, verifyTokens } from "./verify-tokens.ts";

/** Which profile is verified, and how. */
export interface ProfileVerification
  extends Pick<VerificationRequest, "tables" | "expectUser" | "asConnector" | "signal"> {
  readonly store: ProfileStore;
  readonly name: string;
}

/**
 * Proves the tokens of a profile, refreshed where they had to be; what that brings is kept.
 *
 * Throws what `verifyTokens` and a token source throw.
 */
export async function verifyProfile(request: ProfileVerification, effects: Effects): Promise<Verification> {
  const { store, name, signal, asConnector = false } = request;
  // The refresh token itself is what is proved then.
  if (!asConnector) {
    const wish = { minTtlSeconds: 60, ...(signal && { signal }) };
    await createTokenSource({ profile: name, store, effects }).getAccessToken(wish);
  }
  return withHeldLogin(request, (held) =>
    verifyTokens({ ...request, ...tokensOf(held.kept), onTokens: held.keepTokens }, effects),
  );
}

function tokensOf({ settings, login, secrets }: HeldTokens["kept"]) {
  const { instanceUrl } = settings;
  const { clientSecret, accessToken = "", refreshToken } = secrets;
  return {
    settings: { ...settings, clientSecret },
    credential: { instanceUrl, accessToken, refreshToken, scopes: login.scopes },
  };
}
