import { setTimeout as sleep } from "node:timers/promises";
import type { TokenResponse } from "../credential.ts";
import { isAuthError } from "../errors.ts";
import { isAnswerLost, judgeRefreshFailure } from "../token-endpoint/refresh-verdict.ts";

/** How the tokens could not be refreshed. */
export class RefreshFailure extends Error {
  override readonly name = "RefreshFailure";
  /** What the last attempt threw. */
  readonly error: unknown;
  /** Whether only a login helps. */
  readonly dead: boolean;
  /** Whether the instance may have issued another refresh token, in an answer that never arrived. */
  readonly answerLost: boolean;

  constructor(error: unknown, { dead, answerLost }: { dead: boolean; answerLost: boolean }) {
    super("the tokens could not be refreshed");
    this.error = error;
    this.dead = dead;
    this.answerLost = answerLost;
  }
}

export interface Patience {
  /** No attempt begins later than this, in seconds from now. */
  readonly seconds: number;
  readonly signal?: AbortSignal | undefined;
}

/** In milliseconds, before the second and the third attempt; each is shortened by chance, so that many do not meet. */
const backOffMs = [400, 1600];
const doubtMs = 1000;

/**
 * Asks for tokens until there is an answer to go by: a lost or failed one is worth one or two attempts more, and the
 * catch-all 401 a second one, because it comes and goes (community td-p/2373416).
 *
 * A refresh token that is sent twice harms nothing that the first time has not: where the answer was lost, the token
 * is either still good or gone already. Throws {@link RefreshFailure}, or the signal's reason.
 */
export async function refreshPatiently(
  request: () => Promise<TokenResponse>,
  { seconds, signal }: Patience,
): Promise<TokenResponse> {
  const end = performance.now() + seconds * 1000;
  let answerLost = false;
  const failures: unknown[] = [];
  for (;;) {
    try {
      return await request();
    } catch (error) {
      signal?.throwIfAborted();
      failures.push(error);
      answerLost ||= isAnswerLost(error);
      const pauseMs = pauseBeforeNext(failures);
      if (pauseMs === undefined || performance.now() + pauseMs > end)
        throw new RefreshFailure(error, { dead: isDead(failures), answerLost });
      await sleep(pauseMs, undefined, signal && { signal });
    }
  }
}

/** How long to wait before asking again, in milliseconds; undefined when asking again is of no use. */
function pauseBeforeNext(failures: readonly unknown[]): number | undefined {
  const error = failures.at(-1);
  const verdict = judgeRefreshFailure(error);
  if (verdict === "doubtful") return doubts(failures) > 1 ? undefined : soon(doubtMs);
  if (verdict !== "temporary") return undefined;
  const again = backOffMs[failures.length - 1];
  if (isAuthError(error, "INSTANCE_UNREACHABLE"))
    return error.details.reason === "reset" && failures.length === 1 ? soon(again) : undefined;
  if (!isAuthError(error, "TOKEN_RESPONSE_INVALID")) return undefined;
  const { reason, status, retryAfterSeconds } = error.details;
  if (again !== undefined && retryAfterSeconds !== undefined) return retryAfterSeconds * 1000;
  if (reason === "server-error" || status === 429) return soon(again);
  return reason === "cut" && failures.length === 1 ? soon(again) : undefined;
}

function isDead(failures: readonly unknown[]): boolean {
  return judgeRefreshFailure(failures.at(-1)) === "dead" || doubts(failures) > 1;
}

const doubts = (failures: readonly unknown[]): number =>
  failures.filter((error) => judgeRefreshFailure(error) === "doubtful").length;

const soon = (ms: number | undefined): number | undefined => ms && ms * (0.5 + Math.random() / 2);
