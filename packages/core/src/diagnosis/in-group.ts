import type { Examination } from "./examination.ts";

type Line = readonly [
  id: string,
  title: string,
  run: Examination["run"],
  needs?: NonNullable<Examination["needs"]>,
];

/** Examinations under one heading. */
export function inGroup(group: string, lines: readonly Line[]): Examination[] {
  return lines.map(([id, title, run, needs = []]) => ({ id, group, title, run, needs }));
}
