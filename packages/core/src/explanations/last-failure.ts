import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod/mini";
import { writePrivateFile } from "../credential-file/private-file.ts";
import type { AnyAuthError } from "../errors.ts";
import { attemptSchema } from "./attempt.ts";
import { findEntry } from "./dictionary.ts";
import { entryOfError } from "./entry-of-error.ts";
import { attemptOf, type Explanation, explainEntries } from "./explain.ts";

const schema = z.object({
  version: z.literal(1),
  at: z.iso.datetime(),
  /** The command's name, without what was given to it. */
  command: z.string(),
  code: z.string(),
  /** What was told, as one sentence. */
  message: z.string(),
  details: z.record(z.string(), z.unknown()),
  /** The id of the dictionary's entry that it is. */
  entry: z.optional(z.string()),
  attempt: z.optional(attemptSchema),
  /** What to do, where only the command knew it: what it left behind, and how to go on. */
  advice: z.optional(z.array(z.string())),
});

/** A failure as it is kept for `nowtoken explain`: nothing secret stands in it. */
export type LastFailure = Omit<z.infer<typeof schema>, "version">;

const fileName = "last-failure.json";

/** What is kept of an error of ours besides the command and what was told. */
export function toLastFailure(
  error: AnyAuthError,
): Pick<LastFailure, "code" | "details" | "entry" | "attempt"> {
  const attempt = attemptOf(error);
  const { code, details } = error;
  return { code, details: { ...details }, entry: entryOfError(error).id, ...(attempt && { attempt }) };
}

/** Keeps a failure in the place of the one before: 0600, whole or not at all. Throws the system's error. */
export async function keepLastFailure(stateFolder: string, failure: LastFailure): Promise<void> {
  await writePrivateFile(join(stateFolder, fileName), `${JSON.stringify({ version: 1, ...failure })}\n`);
}

/** The failure that was kept last; undefined when there is none that can be read. */
export async function readLastFailure(stateFolder: string): Promise<LastFailure | undefined> {
  try {
    const { version: _version, ...failure } = schema.parse(
      JSON.parse(await readFile(join(stateFolder, fileName), "utf8")),
    );
    return failure;
  } catch {
    return undefined;
  }
}

/** Explains a failure that was kept. */
export function explainLastFailure({ entry, attempt }: LastFailure): Explanation {
  const found = entry === undefined ? undefined : findEntry(entry);
  return explainEntries(found === undefined ? [] : [found], attempt);
}
