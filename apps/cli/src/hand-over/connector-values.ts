import {
  type AnyAuthError,
  adviseOn,
  type ConnectorValues,
  carriesRefreshToken,
  changeProfile,
  connectorNames,
  createTokenSource,
  type Effects,
  type HandOver,
  isAuthError,
  loginRequired,
  noteHandOver,
  type ProfileStore,
} from "@nowtoken/core";

interface Surroundings {
  readonly store: ProfileStore;
  readonly effects: Effects;
  readonly signal: AbortSignal;
  /** Whether a client that nobody has logged in with is handed over too. */
  readonly isClientEnough?: boolean;
}

/**
 * What a login is handed over with. The access token is refreshed where it is about to die; an instance that cannot be
 * reached is a warning, since a connector renews it anyway.
 *
 * Throws LOGIN_REQUIRED, STORE_UNUSABLE, STORE_BUSY.
 */
export async function valuesOf(
  name: string,
  { store, effects, signal, isClientEnough = false }: Surroundings,
): Promise<{ readonly values: ConnectorValues; readonly warnings: readonly string[] }> {
  const source = createTokenSource({ profile: name, store, effects });
  const failure = await source
    .getAccessToken({ signal })
    .then(({ notRefreshed }) => (notRefreshed?.reason === "failed" ? notRefreshed.error : undefined))
    .catch((error) => (isClientEnough && isTokenless(error) ? undefined : passable(error)));
  return {
    values: await keptValuesOf(name, store),
    warnings:
      failure === undefined ? [] : [`The access token could not be refreshed. ${adviseOn(failure).message}`],
  };
}

/** The same, as it is kept. Throws LOGIN_REQUIRED, STORE_UNUSABLE. */
export async function keptValuesOf(name: string, store: ProfileStore): Promise<ConnectorValues> {
  const open = await store.open(name);
  if (open === undefined) throw loginRequired(name, "no-profile");
  const { profile, secrets } = open;
  const { instanceUrl, clientId } = profile.settings;
  const { clientSecret, accessToken, refreshToken } = secrets;
  return {
    instanceUrl,
    clientId,
    clientSecret,
    accessToken,
    refreshToken,
    expiresAt: profile.login?.accessExpiresAt ?? undefined,
    scopes: profile.login?.scopes ?? [],
  };
}

const isTokenless = (error: unknown): boolean =>
  isAuthError(error, "LOGIN_REQUIRED") && error.details.reason === "no-tokens";

function passable(error: unknown): AnyAuthError {
  if (isAuthError(error, "INSTANCE_UNREACHABLE") || isAuthError(error, "TOKEN_RESPONSE_INVALID"))
    return error;
  throw error;
}

/** Writes down whom a login was handed to, and with which refresh token, if any. Throws STORE_UNUSABLE, STORE_BUSY. */
export function rememberHandOver(
  store: ProfileStore,
  name: string,
  { to, at, refreshToken }: HandOver,
): Promise<void> {
  const connector = connectorNames.find((known) => known === to);
  const isWhole = connector === undefined || carriesRefreshToken(connector);
  const handOver = { to, at, refreshToken: isWhole ? refreshToken : undefined };
  return changeProfile(store, name, ({ handedOver }) => ({ handedOver: noteHandOver(handedOver, handOver) }));
}
