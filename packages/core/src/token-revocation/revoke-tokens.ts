import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import { type AnyAuthError, type AuthError, isAuthError } from "../errors.ts";
import type { RequestOptions } from "../http/request.ts";
import type { ClientSettings } from "../token-endpoint/oauth-client.ts";
import type { RefreshFailure } from "../token-source/refresh-patiently.ts";
import { type Proof, proveAccessToken, proveRefreshToken } from "./prove-revoked.ts";
import { revokeToken, type TokenHint } from "./revoke-token.ts";

/** The tokens to revoke; what there is not is undefined. */
export interface RevocableTokens {
  readonly refreshToken: string | undefined;
  readonly accessToken: string | undefined;
}

/** How a token's revocation ended. */
export interface RevocationResult {
  /**
   * - `confirmed`: a call with the token was refused afterwards.
   * - `alive`: a call with it was served afterwards.
   * - `unconfirmed`: the call said nothing about it.
   */
  readonly outcome: "confirmed" | "alive" | "unconfirmed";
  /** Why the instance would not revoke it, or what the call failed with instead of telling. */
  readonly error?: AnyAuthError;
}

/** A result for each token that was given. */
export interface RevokedTokens {
  readonly refreshToken?: RevocationResult;
  readonly accessToken?: RevocationResult;
}

export interface RevocationOptions extends RequestOptions {
  /** Gets the tokens that a refresh token brings which is still alive, and is awaited: it may have been rotated. */
  readonly onTokens?: (tokens: TokenResponse) => Promise<void>;
  /** Hears of the proof of a refresh token that failed without proving anything, and is awaited. */
  readonly onFailure?: (failure: RefreshFailure) => Promise<unknown>;
}

/**
 * Revokes tokens (RFC 7009), the refresh token first, and then finds out whether they are dead: what the instance
 * answers to a revocation is not documented, so that it alone proves nothing.
 *
 * Throws INSTANCE_UNREACHABLE and TOKEN_RESPONSE_INVALID when a revocation got no answer: then none counts as done.
 */
export async function revokeTokens(
  settings: ClientSettings,
  { refreshToken, accessToken }: RevocableTokens,
  effects: Effects,
  { onTokens, onFailure, ...options }: RevocationOptions = {},
): Promise<RevokedTokens> {
  const revoke = (token: string | undefined, hint: TokenHint) =>
    token === undefined ? undefined : refusalOf(revokeToken(settings, { token, hint }, effects, options));
  const refreshRefusal = await revoke(refreshToken, "refresh_token");
  const accessRefusal = await revoke(accessToken, "access_token");
  const proveRefresh = async (token: string) => {
    const proof = await proveRefreshToken(settings, token, effects, { ...options, onFailure });
    if (proof.state === "alive" && proof.tokens !== undefined) await onTokens?.(proof.tokens);
    return toResult(proof, refreshRefusal);
  };
  const proveAccess = async (token: string) =>
    toResult(await proveAccessToken(settings, token, effects, options), accessRefusal);
  const [refresh, access] = await Promise.all([
    refreshToken === undefined ? undefined : proveRefresh(refreshToken),
    accessToken === undefined ? undefined : proveAccess(accessToken),
  ]);
  return { ...(refresh && { refreshToken: refresh }), ...(access && { accessToken: access }) };
}

type Refusal = AuthError<"TOKEN_REQUEST_REJECTED">;

/** A refusal is an answer, which the proof may still make good: the token may have been dead before. */
async function refusalOf(revocation: Promise<void>): Promise<Refusal | undefined> {
  try {
    await revocation;
    return undefined;
  } catch (error) {
    if (isAuthError(error, "TOKEN_REQUEST_REJECTED")) return error;
    throw error;
  }
}

function toResult(proof: Proof, refusal: Refusal | undefined): RevocationResult {
  if (proof.state === "alive") return { outcome: "alive", ...(refusal && { error: refusal }) };
  if (proof.state === "unknown") return { outcome: "unconfirmed", error: refusal ?? proof.error };
  // Both refused in the same way: the client may be what is refused.
  if (refusal !== undefined && !proof.certain) return { outcome: "unconfirmed", error: refusal };
  return { outcome: "confirmed" };
}
