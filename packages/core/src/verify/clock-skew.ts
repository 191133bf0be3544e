import type { Effects } from "../effects.ts";

/** Learns from each answer how far the server's clock is from ours. */
export interface ClockWatch {
  /** The same outside world, looked at. */
  readonly effects: Effects;
  /** Seconds that the server is ahead; undefined before any answer had a date. */
  readonly skewSeconds: () => number | undefined;
}

/**
 * Compares the `Date` of answers (RFC 9110 §6.6.1, whole seconds) with our clock. An answer takes its time, so the one
 * that came fastest counts.
 */
export function watchClock(effects: Effects): ClockWatch {
  let best: { readonly tookMs: number; readonly skewSeconds: number } | undefined;
  const fetch: Effects["fetch"] = async (url, init) => {
    const before = effects.now().getTime();
    const answer = await effects.fetch(url, init);
    const after = effects.now().getTime();
    const tookMs = after - before;
    const seconds = clockSkew(answer.headers.get("date"), new Date(before + tookMs / 2));
    if (seconds !== undefined && (best === undefined || tookMs < best.tookMs))
      best = { tookMs, skewSeconds: seconds };
    return answer;
  };
  return { effects: { ...effects, fetch }, skewSeconds: () => best?.skewSeconds };
}

/** Seconds that an answer's `Date` is ahead of `now`, rounded; undefined when there is none that can be read. */
export function clockSkew(date: string | null | undefined, now: Date): number | undefined {
  const ahead = (Date.parse(date ?? "") - now.getTime()) / 1000;
  return Number.isNaN(ahead) ? undefined : Math.round(ahead);
}
