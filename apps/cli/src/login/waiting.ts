import { AuthError } from "@nowtoken/core";

/** How long a person may take, and what ends the wait before. */
export interface Waiting {
  readonly waitMs: number;
  readonly signal: AbortSignal;
}

/** Does something that waits for a person, for `waitMs` at most. Throws LOGIN_TIMED_OUT, or what the signal carries. */
export async function withDeadline<Result>(
  { waitMs, signal }: Waiting,
  task: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const deadline = new AbortController();
  const seconds = Math.round(waitMs / 1000);
  const timer = setTimeout(
    () => deadline.abort(new AuthError("LOGIN_TIMED_OUT", "nobody answered in time", { seconds })),
    waitMs,
  );
  try {
    return await task(AbortSignal.any([signal, deadline.signal]));
  } finally {
    clearTimeout(timer);
  }
}
