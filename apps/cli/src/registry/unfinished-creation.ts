import {
  type AnyAuthError,
  addAttemptFacts,
  type CreationOutcome,
  isAuthError,
  type RegistryRecord,
} from "@nowtoken/core";
import { AdvisedError } from "../failures/advised-error.ts";
import { recordAddress } from "./format-creation.ts";

interface Unfinished {
  readonly record: RegistryRecord;
  readonly outcome: CreationOutcome & { readonly failure: AnyAuthError };
  /** Where the secret is, in words; undefined where there is none, or where it could not be kept. */
  readonly secretPlace: string | undefined;
}

/** What stopped half-way, with what is there already, how to go on, and how to undo it. */
export function unfinished({ record, outcome, secretPlace }: Unfinished): AdvisedError {
  const { steps, sysId, failure } = outcome;
  const made = steps.filter(({ action, state }) => action === "insert" && state === "done");
  const unknown = steps.filter(({ state }) => state === "unknown");
  const secret =
    secretPlace === undefined ? seeSecret(record, sysId) : [`Its client secret is ${secretPlace}.`];
  return new AdvisedError(
    failure,
    ...(sysId === undefined ? [] : [`The record is there: ${recordAddress(record, sysId)}`, ...secret]),
    ...unknown.map(({ table }) => `Whether a row of ${table} was made, the instance did not say.`),
    "To finish it, run the same command again with --update: it looks first, and makes only what is missing.",
    ...(made.length === 0
      ? []
      : [
          `To undo it, delete these rows: ${made.map(({ table, sysId: id }) => `${record.instanceUrl}/${table}.do?sys_id=${id}`).join(" ")}`,
        ]),
  );
}

/** A login that was refused with the secret of a record that has just been made: the instance may have spoilt it. */
export function refusedAfterCreation(
  error: unknown,
  record: RegistryRecord,
  sysId: string | undefined,
): unknown {
  if (!isAuthError(error, "TOKEN_REQUEST_REJECTED")) return error;
  return new AdvisedError(
    // It ranks what may have caused the refusal.
    addAttemptFacts(error, { scopesAttached: true, secretWrittenByApi: true }) as AnyAuthError,
    "The record is made. Whether an instance keeps a client secret that the Table API writes is disputed: this one may have made another of it.",
    ...seeSecret(record, sysId),
    "Then log in with that: `nowtoken login`.",
  );
}

/** How a person sees the secret of a record. */
export const seeSecret = (record: RegistryRecord, sysId: string | undefined): string[] =>
  sysId === undefined
    ? []
    : [
        `To see its client secret, open ${recordAddress(record, sysId)} and click the lock beside Client Secret.`,
      ];
