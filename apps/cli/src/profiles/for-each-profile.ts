import { type AnyAuthError, isAuthError } from "@nowtoken/core";

/** How work on one profile ended. */
export interface Outcome<Value> {
  readonly profile: string;
  /** What came of it, or why nothing did. */
  readonly result: Value | AnyAuthError;
}

export interface Work<Value> {
  /** How many profiles are worked on at once. */
  readonly concurrency: number;
  readonly act: (profile: string) => Promise<Value>;
  /** Hears of each profile when it is done. */
  readonly onDone?: (outcome: Outcome<Value>, done: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Does something for each profile, and goes on past those that fail with an error of ours; outcomes are in the order of
 * the names. Throws any other error, and the signal's reason.
 */
export async function forEachProfile<Value>(
  profiles: readonly string[],
  { concurrency, act, onDone, signal }: Work<Value>,
): Promise<Outcome<Value>[]> {
  const outcomes: Outcome<Value>[] = [];
  const queue = profiles.entries();
  let done = 0;
  const worker = async () => {
    for (const [index, profile] of queue) {
      signal?.throwIfAborted();
      const outcome = { profile, result: await orError(() => act(profile)) };
      signal?.throwIfAborted();
      outcomes[index] = outcome;
      done += 1;
      onDone?.(outcome, done);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return outcomes;
}

async function orError<Value>(action: () => Promise<Value>): Promise<Value | AnyAuthError> {
  try {
    return await action();
  } catch (error) {
    if (isAuthError(error)) return error;
    throw error;
  }
}
