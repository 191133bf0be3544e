import type { AnyAuthError } from "../errors.ts";
import { entryOfError } from "../explanations/entry-of-error.ts";
import { attemptOf } from "../explanations/explain.ts";
import { rankCauses } from "../explanations/rank.ts";
import type { Advice } from "./advice.ts";

/** From how many further causes the first remedy is named too, while none is certain. */
const further = 2;

/**
 * The likeliest cause of an error, and what to do about it, from the dictionary.
 *
 * Where a refusal leaves the cause open, what would help against the next ones is named too. An entry that is certain
 * of its cause says nothing that the error's own message does not say.
 */
export function adviseOnCause(error: AnyAuthError): Pick<Advice, "cause" | "fix"> {
  const entry = entryOfError(error);
  const [first, ...others] = rankCauses(entry, attemptOf(error));
  if (first === undefined) return { fix: [] };
  const isOpen = leavesOpen(error) && first.certainty !== "certain";
  const next = isOpen ? others.slice(0, further).flatMap(({ fix }) => fix.slice(0, 1)) : [];
  const fix = [...new Set([...first.fix, ...next])];
  if (entry.certainty === "certain") return { fix };
  return { cause: { sentence: first.cause, certainty: first.certainty }, fix };
}

/** Refusals that name no reason. */
function leavesOpen(error: AnyAuthError): boolean {
  if (error.code === "TOKEN_REQUEST_REJECTED") return true;
  return (
    error.code === "API_REJECTED" && error.details.credential === "password" && error.details.status === 401
  );
}
