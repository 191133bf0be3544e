import {
  type AnyAuthError,
  addAttemptFacts,
  type CreationOutcome,
  isAuthError,
  type RegistryRecord,
} from "@nowtoken/core";
import { AdvisedError } from "../failures/advised-error.ts";
import { recordAddress } from "./format-creation.ts";
import { loginCommand } from "./login-command.ts";
import type { MadeRecord } from "./make-record.ts";

interface Unfinished {
  readonly record: RegistryRecord;
  readonly outcome: CreationOutcome & { readonly failure: AnyAuthError };
  /** Where the secret is, in words; undefined where there is none, or where it could not be kept. */
  readonly secretPlace: string | undefined;
}

/** What stopped half-way, with what is there already, how to go on, and how to undo it. */
export function unfinished({ record, outcome, secretPlace }: Unfinished): AdvisedError {
  const { steps, sysId, failure, notes } = outcome;
  const undo = rowsToUndo(outcome, record);
  const unknown = steps.filter(({ state }) => state === "unknown");
  const secret =
    secretPlace === undefined ? seeSecret(record, sysId) : [`Its client secret is ${secretPlace}.`];
  const advice = [
    ...(sysId === undefined ? [] : [`The record is there: ${recordAddress(record, sysId)}`, ...secret]),
    ...notes,
    ...unknown.map(({ table }) => `Whether a row of ${table} was made, the instance did not say.`),
    "To finish it, run the same command again with --update: it looks first, and makes only what is missing.",
    ...(undo.length === 0
      ? []
      : [`To undo it, delete these rows: ${undo.map(({ address }) => address).join(" ")}`]),
  ];
  return new AdvisedError(failure, advice, creationFacts({ record, outcome, secretPlace }));
}

/** A record that is ready, and how the login behind it is kept. */
export interface ReadyRecord {
  readonly record: RegistryRecord;
  readonly made: MadeRecord;
  /** The profile of the login; undefined where none keeps it. */
  readonly profile: string | undefined;
}

/** Whatever stops the login behind a record: the record stays, and this says where it is and how to go on from it. */
export function stoppedBehindRecord(thrown: unknown, ready: ReadyRecord): unknown {
  const { record, made, profile } = ready;
  const { outcome, clientSecret, secretPlace } = made;
  const secretWrittenByApi = clientSecret !== undefined;
  // It ranks what may have caused a refusal; whatever could not be attached has its note.
  const scopesAttached = outcome.notes.length === 0;
  const error = addAttemptFacts(thrown, { scopesAttached, secretWrittenByApi });
  if (!isAuthError(error)) return error;
  const isRefusal = error.code === "TOKEN_REQUEST_REJECTED" && secretWrittenByApi;
  const advice = isRefusal ? anotherSecret(ready) : [recordStays(ready)];
  const undo = rowsToUndo(outcome, record);
  return new AdvisedError(
    error,
    [...advice, ...(undo.length === 0 ? [] : [howToUndo])],
    creationFacts({ record, outcome, secretPlace, profile }),
  );
}

/** That a record outlasts what came behind it, and the command that goes on. */
export function recordStays({ record, made, profile }: ReadyRecord): string {
  const { sysId, status } = made.outcome;
  const place = sysId === undefined ? "" : ` ${recordAddress(record, sysId)}`;
  const stays = status === "created" ? "The record is made, and stays:" : "The record is there:";
  return `${stays}${place} The login alone is missing: \`${loginCommand(profile)}\`.`;
}

const howToUndo =
  "To undo it, delete the record and the rows that were made for it: their sys_ids stand with what was sent.";

/** The instance may have spoilt the secret that it was given. */
const anotherSecret = ({ record, made, profile }: ReadyRecord): string[] => [
  "The record is made. Whether an instance keeps a client secret that the Table API writes is disputed: this one may have made another of it.",
  ...seeSecret(record, made.outcome.sysId),
  `Then log in with that secret: \`${loginCommand(profile)} --client-secret-stdin\`.`,
];

/** How a person sees the secret of a record. */
export const seeSecret = (record: RegistryRecord, sysId: string | undefined): string[] =>
  sysId === undefined
    ? []
    : [
        `To see its client secret, open ${recordAddress(record, sysId)} and click the lock beside Client Secret.`,
      ];

interface Facts {
  readonly record: RegistryRecord;
  readonly outcome: CreationOutcome;
  readonly secretPlace: string | undefined;
  readonly profile?: string | undefined;
}

/** What was done, for a program. */
function creationFacts({ record, outcome, secretPlace, profile }: Facts): { creation: object } {
  const { failure: _failure, ...done } = outcome;
  return { creation: { ...done, secretPlace, profile, undo: rowsToUndo(outcome, record) } };
}

/** The rows that were made, the last first: deleted in this order, none refers to one that is gone. */
function rowsToUndo({ steps }: CreationOutcome, { instanceUrl }: RegistryRecord) {
  return steps
    .filter(({ action, state }) => action === "insert" && state === "done")
    .map(({ table, sysId }) => ({ table, sysId, address: `${instanceUrl}/${table}.do?sys_id=${sysId}` }))
    .toReversed();
}
