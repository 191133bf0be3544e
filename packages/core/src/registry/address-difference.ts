import { distance } from "fastest-levenshtein";
import type { AddressDifference } from "./finding.ts";

const unseen = /[^\x21-\x7e]/gu;

/** Compares two addresses byte by byte, as an instance does; undefined when they are the same. */
export function compareAddresses(
  expected: string,
  actual: string,
): (AddressDifference & { readonly inWords: string }) | undefined {
  if (expected === actual) return undefined;
  let at = 0;
  while (expected[at] === actual[at]) at += 1;
  return { expected, actual: spellOut(actual), at, inWords: inWords(expected, actual, at) };
}

/** Whether an address was probably meant to be the other one. */
export function isNearMiss(expected: string, actual: string): boolean {
  const [one, other] = [plain(expected), plain(actual)];
  return distance(one, other) <= Math.max(2, Math.floor(expected.length / 10));
}

function inWords(expected: string, actual: string, at: number): string {
  const hidden = actual.match(unseen)?.[0];
  if (hidden !== undefined && actual.replace(unseen, "") === expected) {
    return `it holds a character that nobody sees (${codePoint(hidden)})`;
  }
  if (actual.toLowerCase() === expected.toLowerCase()) return "upper and lower case differ";
  if (`${expected}/` === actual) return "it has a slash at its end too many";
  if (`${actual}/` === expected) return "the slash at its end is missing";
  const [one, other] = [URL.parse(expected), URL.parse(actual)];
  if (one !== null && other !== null) {
    if (one.protocol !== other.protocol)
      return `it begins with ${other.protocol}// instead of ${one.protocol}//`;
    if (one.hostname === other.hostname && one.port !== other.port) return "the port differs";
    if (one.hostname !== other.hostname) return "the host differs";
  }
  return `they part at character ${at + 1}`;
}

const plain = (address: string): string => address.replace(unseen, "").toLowerCase().replace(/\/$/u, "");

const spellOut = (text: string): string => text.replace(unseen, (character) => `<${codePoint(character)}>`);

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
