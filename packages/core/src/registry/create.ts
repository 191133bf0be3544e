import { type AnyAuthError, isAuthError } from "../errors.ts";
import { type CreationStep, planChanges, type RecordedApi, recordChanges } from "./create-recorder.ts";
import { addScopes } from "./create-scopes.ts";
import { lookAgain } from "./look-again.ts";
import { compareRecord, findRecord, type RecordDifference, readRecord } from "./read-record.ts";
import type { RecordReading } from "./record-reading.ts";
import { recordValues } from "./record-values.ts";
import type { RegistryRecord } from "./registry-record.ts";
import type { TableApi, TableRow } from "./table-api.ts";
import { sayUnseen, unseenFields, unseenLists } from "./unseen.ts";

export interface Creation {
  readonly record: RegistryRecord;
  /** Left out with `dryRun`, nothing is asked, and the instance is taken for one without the record. */
  readonly api?: TableApi;
  /** The secret of a new record. Undefined lets the instance make one, which it tells nobody; a public client has none. */
  readonly clientSecret?: string | undefined;
  /** Whether an existing record that differs is changed. */
  readonly update?: boolean;
  /** Reads, and changes nothing. */
  readonly dryRun?: boolean;
  /** Hears of the new record before anything else can fail, so that its secret is kept. */
  readonly onMade?: (made: { readonly clientId: string; readonly sysId: string }) => Promise<void>;
}

export interface CreationOutcome {
  /** `unseen`: nothing that can be seen differs, and not everything can be; nothing was changed. */
  readonly status: "created" | "unchanged" | "unseen" | "different" | "updated";
  /** Undefined as long as there is none. */
  readonly sysId: string | undefined;
  readonly clientId: string | undefined;
  /** What was sent to change the instance, or would be, in this order. */
  readonly steps: readonly CreationStep[];
  /** Where a record that was there is not as planned; still so unless `status` is `updated`. */
  readonly differences: readonly RecordDifference[];
  /** The scopes that a record that was there lacked. */
  readonly missingScopes: readonly string[];
  /** What the instance did otherwise, or has not: whole sentences. */
  readonly notes: readonly string[];
  /** What stopped it half-way; the steps before it are done. */
  readonly failure: AnyAuthError | undefined;
}

/**
 * Makes the record through the Table API, or brings one of that name up to date; a second run changes nothing.
 *
 * What is refused before anything was changed is thrown: API_REJECTED, TOKEN_RESPONSE_INVALID, INSTANCE_UNREACHABLE.
 * After the first change a failure is part of the outcome. Something else of that name is left as it is.
 */
export async function createRegistryRecord(creation: Creation): Promise<CreationOutcome> {
  const { record, api, dryRun = false } = creation;
  const changes = dryRun || api === undefined ? planChanges(api) : recordChanges(api);
  const existing = await findRecord(changes, record);
  if (existing === undefined) return makeRecord(creation, changes);
  if (existing["type"] !== undefined && existing["type"] !== "client") return leaveOther(existing);
  return updateRecord(creation, changes, await readRecord(changes, existing));
}

/** What has the name is no record for logins, and cannot become one. */
function leaveOther(row: TableRow): CreationOutcome {
  const { sysId } = identify(row);
  const actual = row["type"] ?? "";
  return {
    status: "different",
    sysId,
    clientId: undefined,
    steps: [],
    differences: [{ column: "type", label: "Type", actual, wanted: "client" }],
    missingScopes: [],
    notes: [
      "Something else in the registry has this name, and is left as it is: give the record another one, with --name.",
    ],
    failure: undefined,
  };
}

async function makeRecord(creation: Creation, changes: RecordedApi): Promise<CreationOutcome> {
  const { record, clientSecret, dryRun } = creation;
  const outcome = { status: "created", differences: [], missingScopes: [] } as const;
  const values = Object.fromEntries(recordValues(record).map(({ column, value }) => [column, value]));
  const secret = clientSecret !== undefined && !record.isPublic && { client_secret: clientSecret };
  const notes: string[] = [];
  let row: TableRow | undefined;
  const failure = await failureOf(changes, async () => {
    row = await insertEntity(record, changes, { type: "client", ...values, ...secret });
    if (!dryRun) await creation.onMade?.(identify(row));
    await finish(creation, changes, { entity: row, entityScopes: [], authScopes: [], notes });
  });
  return { ...outcome, ...identityOf(row), steps: changes.steps, notes, failure };
}

/** A record whose answer got lost is looked for once: nobody else makes one of that name in the same moment. */
async function insertEntity(
  record: RegistryRecord,
  changes: RecordedApi,
  values: TableRow,
): Promise<TableRow> {
  try {
    return await changes.insert("oauth_entity", values);
  } catch (error) {
    if (changes.steps.at(-1)?.state !== "unknown") throw error;
    const found = await findRecord(changes, record).catch(() => undefined);
    if (found === undefined) throw error;
    changes.confirm(found["sys_id"]);
    return found;
  }
}

async function updateRecord(
  creation: Creation,
  changes: RecordedApi,
  reading: RecordReading & { row: TableRow },
): Promise<CreationOutcome> {
  const { record, update } = creation;
  const { row } = reading;
  const differences = compareRecord(row, record);
  const missingScopes = record.scopes.filter((scope) => !isListed(scope, reading));
  const notes = unseenNotes(reading, record);
  const outcome = { ...identityOf(row), differences, missingScopes, steps: changes.steps, notes };
  if (differences.length === 0 && missingScopes.length === 0)
    return { ...outcome, status: notes.length === 0 ? "unchanged" : "unseen", failure: undefined };
  if (!update) return { ...outcome, status: "different", failure: undefined };
  const failure = await failureOf(changes, async () => {
    if (differences.length > 0) {
      const values = Object.fromEntries(differences.map(({ column, wanted }) => [column, wanted]));
      await changes.update("oauth_entity", { sysId: row["sys_id"] ?? "", values });
    }
    await finish(creation, changes, { ...reading, entity: row, notes });
  });
  return { ...outcome, status: "updated", failure };
}

/** What could not be seen of a record that was there, and so is neither compared nor written. */
function unseenNotes(reading: RecordReading, record: RegistryRecord): string[] {
  const fields = unseenFields(reading, record);
  return [
    ...(fields.length === 0
      ? []
      : [`These fields could not be seen, as access rules hide them: ${fields.join(", ")}.`]),
    ...unseenLists(reading, record).map(
      (list) => `${sayUnseen(list)} Nothing was added there: look at it in the record's form.`,
    ),
  ];
}

/** A list that cannot be seen, or is not there, lacks nothing. */
function isListed(scope: string, { entityScopes, authScopes }: RecordReading): boolean {
  const inEntity = entityScopes?.includes(scope) ?? true;
  return inEntity && (authScopes?.some(({ name }) => name === scope) ?? true);
}

interface Finishing extends Pick<RecordReading, "entityScopes" | "authScopes"> {
  readonly entity: TableRow;
  /** Takes what there is to tell. */
  readonly notes: string[];
}

/** The scopes, and a look at what has become of the record. */
async function finish(
  { record, dryRun }: Creation,
  changes: RecordedApi,
  { entity, notes, ...existing }: Finishing,
): Promise<void> {
  const written = await addScopes({
    api: changes,
    entity: entity["sys_id"] ?? "",
    scopes: record.scopes,
    existing,
    note: (sentence) => void notes.push(sentence),
  });
  if (!dryRun) notes.push(...(await lookAgain(record, written, changes)));
}

/** What stopped the changes; thrown where none was made. */
async function failureOf(
  changes: RecordedApi,
  change: () => Promise<void>,
): Promise<AnyAuthError | undefined> {
  try {
    await change();
    return undefined;
  } catch (error) {
    const changed = changes.steps.some(({ state }) => state === "done" || state === "unknown");
    if (changed && isAuthError(error)) return error;
    throw error;
  }
}

const identify = (row: TableRow) => ({ clientId: row["client_id"] ?? "", sysId: row["sys_id"] ?? "" });

const identityOf = (row: TableRow | undefined) => ({
  sysId: row?.["sys_id"],
  clientId: row?.["client_id"] || undefined,
});
