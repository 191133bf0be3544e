import {
  type Effects,
  type JwtKeyFile,
  type PasswordLogin,
  requestWithClientCredentials,
  requestWithKeyFile,
  requestWithPassword,
  type Settings,
  type TokenResponse,
} from "@nowtoken/core";

/** A way to tokens without a browser. */
export type Grant =
  | { readonly type: "client-credentials" }
  | { readonly type: "jwt-bearer"; readonly jwt: JwtKeyFile }
  | { readonly type: "password"; readonly passwordLogin: PasswordLogin };

export const grantTypes = ["authorization-code", "client-credentials", "jwt-bearer", "password"] as const;

/** Asks for tokens. Throws CONFIG_INVALID, TOKEN_REQUEST_REJECTED, TOKEN_RESPONSE_INVALID, INSTANCE_UNREACHABLE. */
export function requestByGrant(
  grant: Grant,
  settings: Settings,
  { effects, signal }: { readonly effects: Effects; readonly signal: AbortSignal },
): Promise<TokenResponse> {
  switch (grant.type) {
    case "client-credentials":
      return requestWithClientCredentials(settings, effects, { signal });
    case "jwt-bearer":
      return requestWithKeyFile(settings, grant.jwt, effects, { signal });
    case "password":
      return requestWithPassword(settings, grant.passwordLogin, effects, { signal });
  }
}

export const passwordWarning =
  "The grant password is dropped from OAuth 2.1, and fails for users of single sign-on: it is here to take over an old set-up. The password is not kept.";
