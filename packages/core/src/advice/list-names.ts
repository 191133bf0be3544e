/** Names for a sentence: `a`, `a and b`, `a, b and c`. */
export function listNames(names: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(names);
}
