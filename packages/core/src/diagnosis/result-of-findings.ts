import type { Finding } from "../registry/finding.ts";
import type { ExaminationResult } from "./examination.ts";

interface About {
  /** What is said where nothing was found. */
  readonly fine: string;
  readonly facts: NonNullable<ExaminationResult["facts"]>;
}

/** What was found about a record as one result, the worst first. */
export function resultOfFindings(findings: readonly Finding[], { fine, facts }: About): ExaminationResult {
  const [worst, ...others] = findings;
  if (worst === undefined) return { status: "ok", message: fine, facts };
  const { severity, what, why } = worst;
  return {
    status: severity === "note" ? "ok" : severity,
    message: sentence(what),
    notes: [why, ...others.map((finding) => `Also: ${sentence(finding.what)}`)],
    fix: [...new Set(findings.map(({ fix }) => fix))],
    facts: { ...facts, findings },
    ...(severity === "failed" && { code: "AUTHORIZATION_REJECTED" as const }),
  };
}

const sentence = (text: string): string => (/[.!?]$/u.test(text) ? text : `${text}.`);
