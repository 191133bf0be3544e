import type { KeptLogin } from "./kept-login.ts";

/** What changes of a kept login when its tokens do. */
export type TokenChange = Pick<KeptLogin, "login" | "secrets">;

/** Where a login is kept. */
export interface TokenKeeper {
  /** The login as it is; undefined when there is none. */
  read(): Promise<KeptLogin | undefined>;
  /** Whether there is one, be it readable or not. */
  exists(): boolean;
  /** Does something with the login while nobody else does. */
  hold<Value>(action: (held: HeldLogin) => Promise<Value>, signal?: AbortSignal): Promise<Value>;
}

/** A login while nobody else changes it. */
export interface HeldLogin {
  readonly kept: KeptLogin | undefined;
  /** Makes sure that new tokens can be kept, before old ones are spent. */
  prepare(): Promise<LoginWriter>;
}

export interface LoginWriter {
  /** Keeps the tokens for good: on the disk, where there is one. */
  write(change: TokenChange): Promise<void>;
  /** Gives up what was prepared; after `write` it does nothing. Never throws. */
  discard(): void;
}
