import { type AnyAuthError, isAuthError } from "../errors.ts";
import { invalidSetting } from "../settings/config-invalid.ts";
import { type CreationStep, planChanges, type RecordedApi, recordChanges } from "./create-recorder.ts";
import { addScopes } from "./create-scopes.ts";
import { compareRecord, findRecord, type RecordDifference, readRecord } from "./read-record.ts";
import type { RecordReading } from "./record-reading.ts";
import { recordValues } from "./record-values.ts";
import type { RegistryRecord } from "./registry-record.ts";
import type { TableApi, TableRow } from "./table-api.ts";

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
  readonly status: "created" | "unchanged" | "different" | "updated";
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
 * What is refused before anything was changed is thrown: API_REJECTED, TOKEN_RESPONSE_INVALID, INSTANCE_UNREACHABLE,
 * CONFIG_INVALID for a name that something else has. After the first change a failure is part of the outcome.
 */
export async function createRegistryRecord(creation: Creation): Promise<CreationOutcome> {
  const { record, api, dryRun = false } = creation;
  const changes = dryRun || api === undefined ? planChanges(api) : recordChanges(api);
  const existing = await findRecord(changes, record);
  if (existing === undefined) return makeRecord(creation, changes);
  if (existing["type"] !== undefined && existing["type"] !== "client") {
    throw invalidSetting(
      undefined,
      "the record's name must be another: something else in the registry has it",
    );
  }
  return updateRecord(creation, changes, await readRecord(changes, existing));
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
    notes.push(
      ...(await finish(creation, changes, {
        row,
        entityScopes: [],
        authScopes: [],
        useraccountId: undefined,
      })),
    );
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
  const outcome = { ...identityOf(row), differences, missingScopes, steps: changes.steps };
  if (differences.length === 0 && missingScopes.length === 0)
    return { ...outcome, status: "unchanged", notes: [], failure: undefined };
  if (!update) return { ...outcome, status: "different", notes: [], failure: undefined };
  const notes: string[] = [];
  const failure = await failureOf(changes, async () => {
    if (differences.length > 0) {
      const values = Object.fromEntries(differences.map(({ column, wanted }) => [column, wanted]));
      await changes.update("oauth_entity", { sysId: row["sys_id"] ?? "", values });
    }
    notes.push(...(await finish(creation, changes, reading)));
  });
  return { ...outcome, status: "updated", notes, failure };
}

/** A list that cannot be read, or is not there, lacks nothing. */
function isListed(scope: string, { entityScopes, authScopes }: RecordReading): boolean {
  const inEntity = entityScopes?.includes(scope) ?? true;
  return inEntity && (authScopes?.some(({ name }) => name === scope) ?? true);
}

/** The scopes, and a look at what has become of the record. */
async function finish(
  { record, dryRun }: Creation,
  changes: RecordedApi,
  reading: RecordReading,
): Promise<string[]> {
  const entity = reading.row["sys_id"] ?? "";
  const notes = await addScopes({ api: changes, entity, scopes: record.scopes, existing: reading });
  if (dryRun) return notes;
  const row = await findRecord(changes, record);
  if (row === undefined)
    return [...notes, "The record could not be read again to see what the instance made of it."];
  return [
    ...notes,
    ...compareRecord(row, record).map(
      ({ label, actual }) => `The instance made ${label} ${JSON.stringify(actual)}.`,
    ),
  ];
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
