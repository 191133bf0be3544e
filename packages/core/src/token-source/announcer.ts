/** Tokens that were just issued. */
export interface NewTokens {
  readonly accessToken: string;
  /** The one to use from now on; undefined when there is none. */
  readonly refreshToken: string | undefined;
  /** Whether the instance put it in the place of an earlier one. */
  readonly rotated: boolean;
  readonly expiresAt: Date | undefined;
}

/** Tells whoever wants to know of new tokens, and lets nobody use them before that has succeeded. */
export interface Announcer {
  now(tokens: NewTokens): Promise<void>;
  /** Tells what could not be told before. */
  overdue(): Promise<void>;
}

export function createAnnouncer(
  onTokens: ((tokens: NewTokens) => Promise<void> | void) | undefined,
): Announcer {
  let untold: NewTokens | undefined;
  const overdue = async () => {
    if (untold === undefined) return;
    await onTokens?.(untold);
    untold = undefined;
  };
  return {
    overdue,
    now: (tokens) => {
      untold = tokens;
      return overdue();
    },
  };
}
