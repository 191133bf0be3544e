import {
  type AnyAuthError,
  AuthError,
  type Credential,
  createTokenSource,
  type Effects,
  type ImportedLogin,
  isAuthError,
  loginRequired,
  type Settings,
} from "@nowtoken/core";
import { findOwner, type TokenOwner } from "../login/token-owner.ts";

export interface TokenImport {
  readonly login: ImportedLogin;
  readonly settings: Settings;
  readonly effects: Effects;
  /** The profile that they are for. */
  readonly profile: string;
  /** Whether the instance is asked whose they are. */
  readonly verify: boolean;
  /** Keeps tokens for good: as they were imported, or as they were issued just now. */
  readonly keep: (credential: Credential, tokens: { readonly refreshed: boolean }) => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * Keeps imported tokens that the instance knows. An access token that has died is refreshed first, and no other: somebody
 * else may use the refresh token too.
 *
 * Throws LOGIN_REQUIRED when both tokens are dead, what a request throws that tells nothing about them, and what `keep`
 * throws.
 */
export async function importTokens(tokens: TokenImport): Promise<TokenOwner> {
  const { login, profile, verify, keep, effects, signal } = tokens;
  const credential = toCredential(tokens);
  const owner = verify && login.accessToken !== undefined ? await checkToken(credential, tokens) : undefined;
  if (!verify || (owner !== undefined && !isDead(owner))) {
    await keep(credential, { refreshed: false });
    return owner;
  }
  if (login.refreshToken === undefined) throw loginRequired(profile, "no-refresh-token");
  const newOwner = await findOwner(await refresh(credential, tokens), effects, signal);
  signal.throwIfAborted();
  return newOwner;
}

function toCredential({ login, settings }: TokenImport): Credential {
  const { accessToken = "", refreshToken, scopes = [], expiresAt } = login;
  const { instanceUrl, clientId } = settings;
  return { instanceUrl, clientId, scopes, authorizationCode: "", accessToken, refreshToken, expiresAt };
}

/** Throws what tells nothing about the token. */
async function checkToken(credential: Credential, { effects, signal }: TokenImport): Promise<TokenOwner> {
  const owner = await findOwner(credential, effects, signal);
  signal.throwIfAborted();
  if (isAuthError(owner) && !isAboutToken(owner)) throw owner;
  return owner;
}

/** Whether the instance looked at the token, whatever it says; a failure to reach it says nothing. */
function isAboutToken(error: AnyAuthError): boolean {
  if (isAuthError(error, "API_REJECTED") || isAuthError(error, "WRONG_USER")) return true;
  return isAuthError(error, "TOKEN_RESPONSE_INVALID") && error.details.reason === "shape";
}

/** A dead token is a 401, or acts for nobody. */
const isDead = (owner: TokenOwner): boolean =>
  isAuthError(owner, "WRONG_USER") || (isAuthError(owner, "API_REJECTED") && owner.details.status === 401);

async function refresh(
  credential: Credential,
  { settings, effects, profile, keep, signal }: TokenImport,
): Promise<Credential> {
  let fresh = credential;
  const source = createTokenSource({
    settings: { ...settings, accessToken: credential.accessToken, refreshToken: credential.refreshToken },
    effects,
    onTokens: async ({ accessToken, refreshToken, expiresAt }) => {
      fresh = { ...credential, accessToken, refreshToken, expiresAt };
      await keep(fresh, { refreshed: true });
    },
  });
  try {
    await source.getAccessToken({ refresh: "always", signal });
    return fresh;
  } catch (error) {
    if (!isAuthError(error, "LOGIN_REQUIRED")) throw error;
    throw new AuthError("LOGIN_REQUIRED", error.message, { ...error.details, profile });
  }
}
