import { describeSpan } from "../advice/span.ts";
import { tlsEntries } from "../explanations/network/tls-entries.ts";
import { type ExaminationResult, ok, skipped, warning } from "./examination.ts";

const tolerableSkewSeconds = 60;

/** What the answers so far say of this computer's clock; `skewSeconds` is how far the instance's is ahead. */
export function examineClock(skewSeconds: number | undefined): ExaminationResult {
  if (skewSeconds === undefined) return skipped("No answer of the instance had a date.");
  const facts = { skewSeconds };
  if (Math.abs(skewSeconds) <= tolerableSkewSeconds)
    return ok("This computer's clock and the instance's agree.", { facts });
  const direction = skewSeconds > 0 ? "behind" : "ahead of";
  return warning(
    `This computer's clock is ${describeSpan(Math.abs(skewSeconds))} ${direction} the instance's.`,
    {
      notes: [
        "Tokens seem to die too late or too early then, and good certificates to be out of their time.",
      ],
      fix: tlsEntries.expired.causes[1].fix,
      facts,
    },
  );
}
