import type { Certainty } from "../explanations/entry.ts";

/** What stands before a cause, by how sure it is. */
export const certaintyLabels: Readonly<Record<Certainty, string>> = {
  certain: "The cause",
  likely: "Most likely",
  possible: "Possibly",
};
