import type { Attempt } from "./attempt.ts";
import type { Cause, Certainty, Entry } from "./entry.ts";

/** A cause, and how sure it is. */
export interface RankedCause extends Omit<Cause, "weigh" | "needsAttempt"> {
  readonly certainty: Certainty;
}

interface Weighed {
  readonly ranked: RankedCause;
  /** The likeliest is the smallest. */
  readonly order: number;
}

/**
 * The causes of an entry, the likeliest first. What the attempt says counts more than the entry's own order; a cause
 * that the attempt excludes is left out.
 */
export function rankCauses(entry: Entry, attempt?: Attempt): RankedCause[] {
  const ranked = rank(entry, attempt);
  // An attempt that excludes them all is about something else than the entry.
  return ranked.length > 0 ? ranked : rank(entry, undefined);
}

function rank(entry: Entry, attempt: Attempt | undefined): RankedCause[] {
  return entry.causes
    .flatMap((cause, index) =>
      weigh(cause, index === 0 ? (entry.certainty ?? "likely") : "possible", attempt),
    )
    .toSorted((a, b) => a.order - b.order)
    .map(({ ranked }) => ranked);
}

function weigh(
  { weigh: verdictOn, needsAttempt, ...cause }: Cause,
  known: Certainty,
  attempt: Attempt | undefined,
): Weighed[] {
  if (needsAttempt && attempt === undefined) return [];
  const verdict = attempt && verdictOn?.(attempt);
  if (verdict === "excluded") return [];
  if (verdict === "unlikely") return [{ ranked: { ...cause, certainty: "possible" }, order: 5 }];
  const order = { certain: 1, likely: 3, possible: 4 };
  if (verdict === undefined) return [{ ranked: { ...cause, certainty: known }, order: order[known] }];
  // What this attempt shows comes before what is true of most.
  return [{ ranked: { ...cause, certainty: verdict }, order: order[verdict] - 1 }];
}
