import type { FailureTopic } from "./scenario.ts";

/** How many failures are made to happen, and of how many the cause is ranked first. */
export interface Figures {
  readonly failures: number;
  readonly first: number;
}

/** Counts what is expected of each scenario; the tests see to it that it is so. */
export function countFailures(topics: readonly FailureTopic[]): Figures {
  const scenarios = topics.flatMap((topic) => topic.scenarios);
  return {
    failures: scenarios.length,
    first: scenarios.filter(({ unclear }) => unclear === undefined).length,
  };
}

/** In whole percent, rounded down. */
export const shareOf = ({ failures, first }: Figures): number => Math.floor((100 * first) / failures);
