import { dictionary } from "./dictionary.ts";
import type { Entry, Pattern } from "./entry.ts";
import { toWords } from "./words.ts";

interface Candidate {
  readonly entry: Entry;
  /** Each pattern as the phrases that must all stand in a text. */
  readonly patterns: readonly (readonly string[])[];
}

// Made when the first text is looked at.
let candidates: readonly Candidate[] | undefined;

/** The entries that a text matches, those of the longest match first; a general one comes after all others. */
export function findEntries(text: string): Entry[] {
  const words = toWords(text);
  candidates ??= dictionary.flatMap(({ entries }) => entries).map(prepare);
  return candidates
    .map(({ entry, patterns }) => ({ entry, length: longestMatch(patterns, words) }))
    .filter(({ length }) => length > 0)
    .toSorted(
      (a, b) =>
        Number(a.entry.isGeneral ?? false) - Number(b.entry.isGeneral ?? false) || b.length - a.length,
    )
    .map(({ entry }) => entry);
}

function prepare(entry: Entry): Candidate {
  const phrasesOf = (pattern: Pattern) => (typeof pattern === "string" ? [pattern] : pattern).map(toWords);
  return { entry, patterns: entry.patterns.map(phrasesOf) };
}

/** In characters, over all phrases of the pattern that says most. */
function longestMatch(patterns: Candidate["patterns"], words: string): number {
  const lengths = patterns
    .filter((phrases) => phrases.every((phrase) => words.includes(phrase)))
    .map((phrases) => phrases.join("").length);
  return Math.max(0, ...lengths);
}
