import { explain } from "@nowtoken/core";
import { otherTexts } from "./other-texts.ts";
import type { FailureScenario, FailureTopic } from "./scenario.ts";
import { laterTexts, toldTexts } from "./told-texts.ts";

/** How many failures are looked at, and of how many the cause is ranked first. */
export interface Figures {
  readonly failures: number;
  readonly first: number;
}

/** Counts what is expected of each scenario; the tests see to it that it is so. */
export function countFailures(topics: readonly FailureTopic[]): Figures {
  return countExpected(topics.flatMap((topic) => topic.scenarios).filter(isPlain));
}

/** Those that show words of ours beside what the instance or a program showed: nothing is proved by these alone. */
export function countTold(topics: readonly FailureTopic[]): Figures {
  return countExpected(topics.flatMap((topic) => topic.scenarios).filter((scenario) => !isPlain(scenario)));
}

/** Whether an error of ours, or the bytes of the instance or of a program, are all that there is. */
export const isPlain = ({ isTold }: FailureScenario): boolean => isTold !== true;

/** What people say in words of their own. */
export const countToldTexts = (): Figures => countExpected([...toldTexts, ...laterTexts]);

/** The texts about something else, and those of them of which nothing is said at all. */
export function countOthers(): { readonly texts: number; readonly unknown: number } {
  const unknown = otherTexts.filter((text) => explain(text).failures.length === 0);
  return { texts: otherTexts.length, unknown: unknown.length };
}

function countExpected(expected: readonly { readonly unclear?: string }[]): Figures {
  return {
    failures: expected.length,
    first: expected.filter(({ unclear }) => unclear === undefined).length,
  };
}

/** In whole percent, rounded down. */
export const shareOf = ({ failures, first }: Figures): number =>
  failures === 0 ? 100 : Math.floor((100 * first) / failures);
