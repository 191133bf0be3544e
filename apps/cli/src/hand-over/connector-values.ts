import {
  type AnyAuthError,
  AuthError,
  adviseOn,
  type ConnectorValues,
  changeProfile,
  createTokenSource,
  type Effects,
  isAuthError,
  noteHandOver,
  type ProfileStore,
} from "@nowtoken/core";

interface Surroundings {
  readonly store: ProfileStore;
  readonly effects: Effects;
  readonly signal: AbortSignal;
}

/**
 * What a login is handed over with. The access token is refreshed where it is about to die; an instance that cannot be
 * reached is a warning, since a connector renews it anyway.
 *
 * Throws LOGIN_REQUIRED, STORE_UNUSABLE, STORE_BUSY.
 */
export async function valuesOf(
  name: string,
  { store, effects, signal }: Surroundings,
): Promise<{ readonly values: ConnectorValues; readonly warnings: readonly string[] }> {
  const source = createTokenSource({ profile: name, store, effects });
  const failure = await source.getAccessToken({ signal }).then(() => undefined, passable);
  const open = await store.open(name);
  if (open === undefined) {
    throw new AuthError("LOGIN_REQUIRED", "expected a profile", { profile: name, reason: "no-profile" });
  }
  const { profile, secrets } = open;
  const { instanceUrl, clientId } = profile.settings;
  const { clientSecret, accessToken, refreshToken } = secrets;
  return {
    values: {
      instanceUrl,
      clientId,
      clientSecret,
      accessToken,
      refreshToken,
      expiresAt: profile.login?.accessExpiresAt ?? undefined,
      scopes: profile.login?.scopes ?? [],
    },
    warnings:
      failure === undefined ? [] : [`The access token could not be refreshed. ${adviseOn(failure).message}`],
  };
}

function passable(error: unknown): AnyAuthError {
  if (isAuthError(error, "INSTANCE_UNREACHABLE") || isAuthError(error, "TOKEN_RESPONSE_INVALID"))
    return error;
  throw error;
}

/** Writes down whom a login was handed to. Throws STORE_UNUSABLE, STORE_BUSY. */
export function rememberHandOver(
  store: ProfileStore,
  name: string,
  handOver: Parameters<typeof noteHandOver>[1],
): Promise<void> {
  return changeProfile(store, name, ({ handedOver }) => ({ handedOver: noteHandOver(handedOver, handOver) }));
}
