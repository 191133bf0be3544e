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
  /** Keeps new tokens, then tells of them. */
  announce(tokens: NewTokens, keep: () => Promise<void>): Promise<void>;
  /** Resolves when all is told; tells what could not be told before. */
  allTold(): Promise<void>;
}

export function createAnnouncer(
  onTokens: ((tokens: NewTokens) => Promise<void> | void) | undefined,
): Announcer {
  let untold: NewTokens | undefined;
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: whoever found new tokens already waits until they are told. */
  const next = (action: () => Promise<void>): Promise<void> => {
    const mine = last.then(action);
    last = mine.catch(() => undefined);
    return mine;
  };
  const tell = async () => {
    if (untold === undefined) return;
    await onTokens?.(untold);
    untold = undefined;
  };
  return {
    announce: (tokens, keep) =>
      next(async () => {
        await keep();
        untold = tokens;
        await tell();
      }),
    allTold: () => next(tell),
  };
}
