import { codeChallenge, type LoginSecrets } from "./login-secrets.ts";
import type { Settings } from "./settings/settings.ts";

/** What a login needs to know of the settings before there is a code. */
export type LoginSettings = Pick<Settings, "instanceUrl" | "clientId" | "redirectUri" | "scopes">;

/** A login that waits for its redirect. */
export interface AuthorizationRequest {
  /** The address to open in the browser. */
  readonly url: string;
  /** The instance's origin. */
  readonly instanceUrl: string;
  /** Byte for byte as the record has it. */
  readonly redirectUri: string;
  readonly secrets: LoginSecrets;
}

/** Options of {@link buildAuthorizationRequest}. */
export interface AuthorizationOptions {
  /**
   * Sends `approval_prompt=force`, which makes an instance forget a pending code (undocumented; reported in
   * jacebenson/jsn pull request 62).
   */
  readonly forceConsent?: boolean;
}

/**
 * Builds the authorization request of RFC 6749 §4.1.1 with PKCE S256 (RFC 7636 §4.3).
 *
 * The redirect URI is sent byte for byte; with no scopes the parameter is left out.
 */
export function buildAuthorizationRequest(
  settings: LoginSettings,
  secrets: LoginSecrets,
  options: AuthorizationOptions = {},
): AuthorizationRequest {
  const { instanceUrl, redirectUri } = settings;
  const parameters = new URLSearchParams({
    response_type: "code",
    client_id: settings.clientId,
    redirect_uri: redirectUri,
  });
  if (settings.scopes.length > 0) parameters.set("scope", settings.scopes.join(" "));
  parameters.set("state", secrets.state);
  parameters.set("code_challenge", codeChallenge(secrets.codeVerifier));
  parameters.set("code_challenge_method", "S256");
  if (options.forceConsent) parameters.set("approval_prompt", "force");
  // A space as %20: some readers of a query take "+" literally.
  const query = parameters.toString().replaceAll("+", "%20");
  return { url: `${instanceUrl}/oauth_auth.do?${query}`, instanceUrl, redirectUri, secrets };
}
