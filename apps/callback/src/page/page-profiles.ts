import type { CompletedLogin, CurrentUser, Settings } from "@nowtoken/core";

/** Keeps logins for later; how, and where, is not the page's business. */
export interface PageProfiles {
  /**
   * Makes sure that a login can be kept, before anybody signs in. Yields what keeps it, or why it will not be, as a
   * text for people; undefined when nobody wants it kept.
   *
   * Rejects with STORE_UNUSABLE where somebody asked for it by name.
   */
  prepare(settings: Settings): Promise<LoginKeeper | string | undefined>;
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
