import type { RecordReading, UnseenList } from "./record-reading.ts";
import { recordValues } from "./record-values.ts";
import type { RegistryRecord } from "./registry-record.ts";

const reasons: Readonly<Record<UnseenList["because"], string>> = {
  missing: "this release lacks it",
  closed: "you lack the right to read it",
  hidden: "it shows none of its rows, or not all: there are none, or access rules hide them",
};

/** Why nothing is known of a list of scopes: one sentence. */
export const sayUnseen = ({ list, because }: UnseenList): string =>
  `The list ${list} could not be seen: ${reasons[because]}.`;

/**
 * The lists of scopes that somebody else may see. A release that has one list alone goes by that; where there is
 * neither, both count.
 */
export function unseenLists(
  { unseen }: Pick<RecordReading, "unseen">,
  { scopes }: RegistryRecord,
): readonly UnseenList[] {
  if (scopes.length === 0) return [];
  return unseen.length > 1 ? unseen : unseen.filter(({ because }) => because !== "missing");
}

/** The labels of the fields that every release has and that did not come: access rules hide them. */
export function unseenFields({ row }: Pick<RecordReading, "row">, record: RegistryRecord): string[] {
  return recordValues(record)
    .filter(({ column, isNewer }) => !isNewer && row[column] === undefined)
    .map(({ label }) => label);
}
