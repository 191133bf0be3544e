import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import type { RequestOptions } from "../http/request.ts";
import type { AssertionKeyFile } from "./assertion-key-file.ts";
import { type AssertionKey, signAssertion } from "./jwt-assertion.ts";
import { requestWithGrant } from "./other-grant.ts";
import type { TokenSettings } from "./token-request.ts";

/** Whom the token is to act as, and the file with the key that signs for it: what a profile keeps. */
export interface JwtKeyFile extends AssertionKeyFile {
  readonly subject: string;
}

/** As {@link requestWithJwtBearer}, with a key that is read from its file. */
export async function requestWithKeyFile(
  settings: TokenSettings,
  jwt: JwtKeyFile,
  effects: Effects,
  options: RequestOptions = {},
): Promise<TokenResponse> {
  const { readAssertionKey } = await import("./assertion-key-file.ts");
  return requestWithJwtBearer(settings, { subject: jwt.subject, ...readAssertionKey(jwt) }, effects, options);
}

/** Whom the token is to act as, and what signs for it. */
export interface JwtBearer extends AssertionKey {
  /** The user, by the field that the record is set to look in. */
  readonly subject: string;
}

/**
 * Asks for an access token with an assertion that is signed here (RFC 7523 §2.1); there is no refresh token.
 *
 * Throws CONFIG_INVALID for a key that cannot sign, TOKEN_REQUEST_REJECTED, TOKEN_RESPONSE_INVALID,
 * INSTANCE_UNREACHABLE.
 */
export async function requestWithJwtBearer(
  settings: TokenSettings,
  { subject, ...key }: JwtBearer,
  effects: Effects,
  options: RequestOptions = {},
): Promise<TokenResponse> {
  const { clientId } = settings;
  const assertion = signAssertion({ clientId, subject, now: effects.now() }, key);
  return requestWithGrant(
    settings,
    {
      grantType: "urn:ietf:params:oauth:grant-type:jwt-bearer",
      request: "jwt-bearer",
      parameters: { assertion },
      secrets: [assertion],
      ...options,
    },
    effects,
  );
}
