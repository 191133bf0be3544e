import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/**
 * Does work with a child process, handed the promise of its end, and ends the process whatever becomes of the work.
 *
 * Throws the signal's reason as soon as it aborts, and what the work threw; the process has ended then.
 */
export async function withChild<Result>(
  child: ChildProcess,
  signal: AbortSignal,
  work: (closed: Promise<unknown>) => Promise<Result>,
): Promise<Result> {
  const closed = once(child, "close");
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort);
  try {
    return await Promise.race([work(closed), aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
    child.kill();
    await closed.catch(() => undefined);
  }
}
