import type {
  AnyAuthError,
  Check,
  CompletedLogin,
  ConnectorValues,
  CurrentUser,
  Profile,
  RawSettings,
  Settings,
} from "@nowtoken/core";

/** Keeps logins for later; how, and where, is not the page's business. */
export interface PageProfiles {
  /**
   * Makes sure that a login can be kept, before anybody signs in. Yields what keeps it, or why it will not be, as a
   * text for people; undefined when nobody wants it kept.
   *
   * Rejects with STORE_UNUSABLE where somebody asked for it by name.
   */
  prepare(settings: Settings): Promise<LoginKeeper | string | undefined>;
  /** The name under which a login is kept that is given none. Throws STORE_UNUSABLE. */
  defaultName(): string;
  /** All logins that are kept, without their secrets. Throws STORE_UNUSABLE. */
  list(): readonly ListedLogin[];
  /** One of them; undefined when there is none of that name. */
  find(name: string): ListedLogin | undefined;
  /**
   * What another login like this one is begun with, the client secret with it.
   *
   * Rejects with LOGIN_REQUIRED when it is gone, STORE_UNUSABLE.
   */
  settingsOf(name: string): Promise<RawSettings>;
  /**
   * Proves the tokens of a login; what fails is among the checks.
   *
   * Rejects with CONFIG_INVALID for what can be no table, LOGIN_REQUIRED, and whatever else keeps it from proving any.
   */
  verify(name: string, wishes: VerificationWishes): Promise<readonly ToldCheck[]>;
  /**
   * What a login is handed over with, as it is kept; `isFresh` gets an access token first where it is about to die, and
   * warns, as texts for people, where it cannot.
   *
   * Rejects with LOGIN_REQUIRED, STORE_UNUSABLE, STORE_BUSY.
   */
  valuesOf(
    name: string,
    wishes: { readonly isFresh: boolean },
  ): Promise<{ readonly values: ConnectorValues; readonly warnings: readonly string[] }>;
  /** Writes down that the present refresh token was handed over. Rejects with STORE_UNUSABLE, STORE_BUSY. */
  noteHandOver(name: string, to: string): Promise<void>;
  /**
   * Revokes the tokens of a login, forgets it, or both; what cannot be revoked is not forgotten.
   *
   * Rejects with LOGIN_REQUIRED, and with what kept the instance from answering: all is kept then.
   */
  logOut(name: string, way: LogOutWay): Promise<LoggedOut>;
}

export interface VerificationWishes {
  readonly tables: readonly string[];
  /** The user name that the tokens must belong to. */
  readonly expectUser: string | undefined;
  /** Redeems the refresh token as a connector will, and reads with what comes. */
  readonly asConnector: boolean;
}

/** A check, and how it ended, in words. */
export interface ToldCheck {
  readonly status: Check["status"];
  readonly message: string;
  readonly fix: readonly string[];
}

export const logOutWays = ["forget", "revoke-and-forget", "revoke"] as const;

export type LogOutWay = (typeof logOutWays)[number];

interface LoggedOut {
  /** Whether every token that was to be revoked is proved dead. */
  readonly isDone: boolean;
  /** What became of the login and of each token, as whole sentences. */
  readonly sentences: readonly string[];
}

/** A login that is kept, or why it cannot be read. */
export type ListedLogin =
  | ReadableLogin
  | (NamedLogin & { readonly profile?: undefined; readonly error: AnyAuthError });

interface NamedLogin {
  readonly name: string;
  /** Whether it is meant where none is named. */
  readonly chosen: boolean;
}

export interface ReadableLogin extends NamedLogin {
  readonly profile: Profile;
  /** Whom its present refresh token was handed to. */
  readonly holders: readonly string[];
}

/** Keeps one login. */
export interface LoginKeeper {
  /** Rejects with STORE_UNUSABLE, STORE_BUSY. */
  keep(login: CompletedLogin): Promise<KeptLogin>;
}

/** A login that is kept. */
export interface KeptLogin {
  /** The profile's. */
  readonly name: string;
  /** What else happened when it was kept, as whole sentences. */
  readonly notes: readonly string[];
  /** The login that it took the place of; undefined when there was none to the same instance and client. */
  readonly earlier: EarlierLogin | undefined;
  /** Yields as what the tokens of {@link earlier} are kept now, where they are another user's. */
  noteUser(user: CurrentUser): Promise<string | undefined>;
  /** Writes down that its refresh token was handed over. Rejects with STORE_UNUSABLE, STORE_BUSY. */
  noteHandOver(to: string): Promise<void>;
}

export interface EarlierLogin {
  /** Whether the refresh token is still the one that it had: only its date has moved then. */
  readonly hasSameToken: boolean;
  /** Whom that refresh token was handed to. */
  readonly holders: readonly string[];
  /** Whose it was, where that is known. */
  readonly userName: string | undefined;
}
