import { type Finding, note, warning } from "./finding.ts";
import type { RecordExpectation, RecordReading } from "./record-reading.ts";
import { sayUnseen, unseenFields, unseenLists } from "./unseen.ts";

/** What could not be looked at: nobody is to take it for good. */
export function checkUnseen(reading: RecordReading, { record }: RecordExpectation): Finding[] {
  return [...hiddenFields(unseenFields(reading, record)), ...hiddenLists(reading, record)];
}

function hiddenFields(labels: readonly string[]): Finding[] {
  if (labels.length === 0) return [];
  return [
    warning("fields-unseen", {
      what: `These fields of the record could not be seen: ${labels.join(", ")}.`,
      why: "Access rules hide them from you, so nothing here says whether they are right.",
      fix: "Look at them in the record's form, or check with the role admin.",
    }),
  ];
}

/** With neither list nothing is known of the scopes; with one list of two, which one the instance goes by is. */
function hiddenLists(reading: RecordReading, record: RecordExpectation["record"]): Finding[] {
  const lists = unseenLists(reading, record);
  if (lists.length === 0) return [];
  const kind = lists.length > 1 ? warning : note;
  return [
    kind("scopes-unseen", {
      what: lists.map(sayUnseen).join(" "),
      why: "A login is refused where the instance goes by a list that lacks a scope, and nothing here says whether it does.",
      fix: "Look at the related lists below the record's form, or check with the role admin; a login proves it too.",
    }),
  ];
}
