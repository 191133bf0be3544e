import { dictionary } from "./dictionary.ts";
import type { Entry, Pattern } from "./entry.ts";
import { speaksOfOthers, speaksOfOurs } from "./vocabulary.ts";
import { toWords } from "./words.ts";

interface Candidate {
  readonly entry: Entry;
  readonly patterns: readonly PreparedPattern[];
}

interface PreparedPattern {
  /** Each phrase as those of which one must stand in a text. */
  readonly phrases: readonly (readonly string[])[];
  /** Whether the text must be nothing else. */
  readonly isWhole: boolean;
}

// Made when the first text is looked at.
let candidates: readonly Candidate[] | undefined;

/**
 * The entries that a text matches, those of the longest match first; a decisive one comes before all others, and a
 * general one after them.
 *
 * What any program may say, and what is about another service, comes without more than a possible cause.
 */
export function findEntries(text: string): Entry[] {
  const words = toWords(text);
  candidates ??= dictionary.flatMap(({ entries }) => entries).map(prepare);
  const isOurs = speaksOfOurs(words);
  const isOthers = speaksOfOthers(words);
  return candidates
    .map(({ entry, patterns }) => ({ entry, length: longestMatch(patterns, words) }))
    .filter(({ length }) => length > 0)
    .toSorted((a, b) => rankOf(a.entry) - rankOf(b.entry) || b.length - a.length)
    .map(({ entry }) =>
      isOthers || (entry.isCommon && !isOurs) ? { ...entry, certainty: "possible" } : entry,
    );
}

const rankOf = ({ isDecisive, isGeneral }: Entry): number => (isDecisive ? 0 : isGeneral ? 2 : 1);

function prepare(entry: Entry): Candidate {
  return { entry, patterns: entry.patterns.map(preparePattern) };
}

function preparePattern(pattern: Pattern): PreparedPattern {
  if (typeof pattern === "string") return { phrases: [[toWords(pattern)]], isWhole: false };
  if ("whole" in pattern) return { phrases: [[toWords(pattern.whole)]], isWhole: true };
  return { phrases: pattern.map((phrase) => [phrase].flat().map(toWords)), isWhole: false };
}

/** In characters, over all phrases of the pattern that says most. */
function longestMatch(patterns: Candidate["patterns"], words: string): number {
  return Math.max(0, ...patterns.map((pattern) => matchOf(pattern, words)));
}

/** In characters; 0 where a phrase is missing. */
function matchOf({ phrases, isWhole }: PreparedPattern, words: string): number {
  if (isWhole) return phrases[0]?.[0] === words ? words.length : 0;
  const lengths = phrases.map((alternatives) =>
    Math.max(0, ...alternatives.filter((phrase) => words.includes(phrase)).map(({ length }) => length)),
  );
  return lengths.includes(0) ? 0 : lengths.reduce((sum, length) => sum + length, 0);
}
