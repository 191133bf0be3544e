const list = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** Names for a sentence: `a`, `a and b`, `a, b and c`. */
export const listNames = (names: readonly string[]): string => list.format(names);
