import type {
  AnyAuthError,
  CompletedLogin,
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
  /** The name under which a login is kept that is given none. */
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
}

/** A login that is kept, or why it cannot be read. */
export type ListedLogin = {
  readonly name: string;
  /** Whether it is meant where none is named. */
  readonly chosen: boolean;
} & (ReadableLogin | { readonly profile?: undefined; readonly error: AnyAuthError });

export interface ReadableLogin {
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
  noteUser(user: CurrentUser): Promise<void>;
}

export interface EarlierLogin {
  /** Whether the refresh token is still the one that it had: only its date has moved then. */
  readonly hasSameToken: boolean;
  /** Whom that refresh token was handed to. */
  readonly holders: readonly string[];
  /** Whose it was, where that is known. */
  readonly userName: string | undefined;
}
