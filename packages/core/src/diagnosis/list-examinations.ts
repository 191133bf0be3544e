import { openChart } from "./chart.ts";
import type { Examination } from "./examination.ts";
import { listLocal } from "./list-local.ts";
import { listRemote } from "./list-remote.ts";
import type { Patient } from "./patient.ts";

/** Everything that can be looked at, in the order in which a person reads it. */
export function listExaminations(patient: Patient): Examination[] {
  const chart = openChart(patient);
  return [...listLocal(chart), ...listRemote(chart)];
}
