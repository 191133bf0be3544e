/** How much a finding matters: a login or the integration fails, will fail or is unsafe, or is merely worth knowing. */
export type FindingSeverity = "failed" | "warning" | "note";

/** One thing about a record that is not as it should be. */
export interface Finding {
  /** Stable, for programs. */
  readonly id: string;
  readonly severity: FindingSeverity;
  /** What is so. */
  readonly what: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  /** Two addresses that should be the same, and where they part. */
  readonly difference?: AddressDifference;
}

export interface AddressDifference {
  readonly expected: string;
  /** With characters that nobody sees spelled out. */
  readonly actual: string;
  /** Index of the first character that differs. */
  readonly at: number;
}

export const failed = (id: string, finding: Omit<Finding, "id" | "severity">): Finding => ({
  id,
  severity: "failed",
  ...finding,
});

export const warning = (id: string, finding: Omit<Finding, "id" | "severity">): Finding => ({
  id,
  severity: "warning",
  ...finding,
});

export const note = (id: string, finding: Omit<Finding, "id" | "severity">): Finding => ({
  id,
  severity: "note",
  ...finding,
});
