import type { Diagnosis, Examined } from "./diagnose.ts";

/** A check as programs read it. */
export type PlainCheck = { readonly check: string } & Omit<Examined, "id" | "error">;

/** A diagnosis for programs: what an error says stands in the message, the code and the facts already. */
export function plainDiagnosis({ status, examinations }: Diagnosis) {
  const checks = examinations.map(({ id, error: _, ...rest }): PlainCheck => ({ check: id, ...rest }));
  return { status, checks };
}
