import { setTimeout as sleep } from "node:timers/promises";
import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import { isAuthError } from "../errors.ts";
import type { RequestOptions } from "../http/request.ts";
import { isAnswerLost, judgeRefreshFailure } from "../token-endpoint/refresh-verdict.ts";

/** How the tokens could not be refreshed. */
export interface RefreshFailure {
  /** What the last attempt threw, or the reason of the signal that ended it. */
  readonly error: unknown;
  /** Whether only a login helps. */
  readonly dead: boolean;
  /** Whether the instance may have issued another refresh token, in an answer that never arrived. */
  readonly answerLost: boolean;
}

export type RefreshOutcome = { readonly tokens: TokenResponse } | { readonly failure: RefreshFailure };

/** In milliseconds, before the second and the third attempt; each is shortened by chance, so that many do not meet. */
const backOffMs = [400, 1600];
const doubtMs = 1000;

/**
 * Asks for tokens until there is an answer to go by: a lost or failed one is worth one or two attempts more, and the
 * catch-all 401 a second one, because it comes and goes (community td-p/2373416). No attempt begins later than
 * `effects.timeoutSeconds` from now.
 *
 * A refresh token that is sent twice harms nothing that the first time has not: where the answer was lost, the token
 * is either still good or gone already. Throws the signal's reason when nothing has been sent yet.
 */
export async function refreshPatiently(
  request: () => Promise<TokenResponse>,
  { timeoutSeconds, wait = pause }: Pick<Effects, "timeoutSeconds" | "wait">,
  { signal }: RequestOptions = {},
): Promise<RefreshOutcome> {
  signal?.throwIfAborted();
  const end = performance.now() + timeoutSeconds * 1000;
  const failures: unknown[] = [];
  for (;;) {
    try {
      return { tokens: await request() };
    } catch (error) {
      failures.push(error);
    }
    const pauseMs = pauseAfter(failures);
    if (pauseMs === undefined || performance.now() + pauseMs > end)
      return { failure: judge(failures, signal) };
    try {
      await wait(pauseMs, signal);
    } catch {}
    if (signal?.aborted) return { failure: judge(failures, signal) };
  }
}

const pause = (milliseconds: number, signal: AbortSignal | undefined): Promise<void> =>
  sleep(milliseconds, undefined, signal && { signal });

function judge(failures: readonly unknown[], signal: AbortSignal | undefined): RefreshFailure {
  const last = failures.at(-1);
  return {
    error: signal?.aborted ? signal.reason : last,
    dead: judgeRefreshFailure(last) === "dead" || countDoubts(failures) > 1,
    // Whoever ends a request early does not hear its answer either.
    answerLost: failures.some((error) => isAnswerLost(error) || (signal?.aborted && error === signal.reason)),
  };
}

/** How long to wait before asking again, in milliseconds; undefined when asking again is of no use. */
function pauseAfter(failures: readonly unknown[]): number | undefined {
  const error = failures.at(-1);
  const verdict = judgeRefreshFailure(error);
  if (verdict === "doubtful") return countDoubts(failures) > 1 ? undefined : soon(doubtMs);
  if (verdict !== "temporary") return undefined;
  const backOff = backOffMs[failures.length - 1];
  const isFirst = failures.length === 1;
  if (isAuthError(error, "INSTANCE_UNREACHABLE"))
    return isFirst && error.details.reason === "reset" ? soon(backOff) : undefined;
  if (!isAuthError(error, "TOKEN_RESPONSE_INVALID")) return undefined;
  const { reason, status, retryAfterSeconds } = error.details;
  if (backOff !== undefined && retryAfterSeconds !== undefined) return retryAfterSeconds * 1000;
  if (reason === "server-error" || status === 429) return soon(backOff);
  return isFirst && reason === "cut" ? soon(backOff) : undefined;
}

const countDoubts = (failures: readonly unknown[]): number =>
  failures.filter((error) => judgeRefreshFailure(error) === "doubtful").length;

const soon = (ms: number | undefined): number | undefined => ms && ms * (0.5 + Math.random() / 2);
