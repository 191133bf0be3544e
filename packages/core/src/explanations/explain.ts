import * as z from "zod/mini";
import type { AnyAuthError } from "../errors.ts";
import { type Attempt, attemptSchema } from "./attempt.ts";
import type { Entry } from "./entry.ts";
import { entryOfError } from "./entry-of-error.ts";
import { findEntries } from "./find-entries.ts";
import { type RankedCause, rankCauses } from "./rank.ts";

/** Why something failed, as far as it is known. */
export interface Explanation {
  /** What it was recognised as, the best match first; empty when it is not known at all. */
  readonly failures: readonly { readonly id: string; readonly title: string }[];
  /** The likeliest first. */
  readonly causes: readonly RankedCause[];
  /** What to collect where nothing is known. */
  readonly collect: readonly string[];
}

/** Further entries that a text matches add their causes behind those of the best. */
const mostEntries = 3;

const whatToCollect = [
  "The whole answer: its status, its headers and its text, without tokens, codes and secrets.",
  "What was done when: the command or the page, and the time to the minute.",
  'The instance\'s own log of that minute: System Logs > System Log > All, message contains "token flow" or "OAuth"; an administrator can read it.',
  "Whether it fails each time, from another network, and with another user.",
];

/**
 * Explains a failure: an error of ours, or the text of any as people paste it.
 *
 * `attempt` says what is known of the request; where the error carries it, or a pasted `--json` of ours does, it need
 * not be given. Nothing of a text comes back, for it may hold secrets.
 */
export function explain(failure: string | AnyAuthError, attempt?: Attempt): Explanation {
  if (typeof failure === "string")
    return explainEntries(findEntries(failure), attempt ?? attemptInJson(failure));
  return explainEntries([entryOfError(failure)], attempt ?? attemptOf(failure));
}

/** Explains what was recognised before, see {@link Explanation.failures}. */
export function explainEntries(entries: readonly Entry[], attempt?: Attempt): Explanation {
  const found = entries.slice(0, mostEntries);
  const causes = new Map<string, RankedCause>();
  for (const [index, entry] of found.entries()) {
    for (const cause of rankCauses(entry, attempt)) {
      if (!causes.has(cause.id))
        causes.set(cause.id, index === 0 ? cause : { ...cause, certainty: "possible" });
    }
  }
  return {
    failures: found.map(({ id, title }) => ({ id, title })),
    causes: [...causes.values()],
    collect: found.length === 0 ? whatToCollect : [],
  };
}

/** The attempt that an error of ours carries. */
export function attemptOf(error: AnyAuthError): Attempt | undefined {
  return "attempt" in error.details ? error.details.attempt : undefined;
}

const ourJson = z.object({ error: z.object({ details: z.object({ attempt: attemptSchema }) }) });

function attemptInJson(text: string): Attempt | undefined {
  try {
    return ourJson.safeParse(JSON.parse(text)).data?.error.details.attempt;
  } catch {
    return undefined;
  }
}
