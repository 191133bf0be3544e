import {
  type CreationOutcome,
  createRegistryRecord,
  createTableApi,
  type Effects,
  generateClientSecret,
  type RegistryRecord,
  type Settings,
  type TableAccess,
} from "@nowtoken/core";
import type { ClientKeeping } from "./keep-client.ts";
import { unfinished } from "./unfinished-creation.ts";

export interface Creating {
  readonly record: RegistryRecord;
  /** Those of the login that follows, but for the client. */
  readonly settings: Settings;
  readonly access: TableAccess;
  readonly effects: Effects;
  /** Undefined for a dry run. */
  readonly keeping: ClientKeeping | undefined;
  readonly update: boolean;
  readonly dryRun: boolean;
}

/** A record that is made, or was there. */
export interface MadeRecord {
  readonly outcome: CreationOutcome;
  /** Undefined where it was there before, and for a public client. */
  readonly clientSecret: string | undefined;
  /** Where that secret is kept, in words. */
  readonly secretPlace: string | undefined;
}

/** What would be sent to an instance that has no such record. */
export const planOffline = (record: RegistryRecord): Promise<CreationOutcome> =>
  createRegistryRecord({ record, dryRun: true });

/**
 * Makes the record, or brings it up to date; its secret is kept before anything else is done.
 *
 * Once begun it goes on to its end, whoever presses Ctrl-C. Throws what refuses it at the start, and an AdvisedError
 * that says what is there when it stops half-way.
 */
export async function makeRecord(creating: Creating): Promise<MadeRecord> {
  const { record, settings, access, effects, keeping, update, dryRun } = creating;
  const clientSecret = record.isPublic ? undefined : generateClientSecret();
  let isKept = false;
  const outcome = await createRegistryRecord({
    record,
    api: createTableApi(access, effects),
    clientSecret,
    update,
    dryRun,
    async onMade({ clientId }) {
      await keeping?.keep({ ...settings, clientId, clientSecret });
      isKept = clientSecret !== undefined;
    },
  });
  const secretPlace = isKept ? keeping?.place : undefined;
  if (outcome.failure !== undefined) {
    throw unfinished({ record, outcome: { ...outcome, failure: outcome.failure }, secretPlace });
  }
  return { outcome, clientSecret: isKept ? clientSecret : undefined, secretPlace };
}
