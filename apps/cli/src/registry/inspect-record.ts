import {
  type ClientProbe,
  checkRecord,
  createTableApi,
  type Effects,
  type Finding,
  findingsOfProbe,
  findRecord,
  probeClient,
  type RawSettings,
  readRecord,
  type TableAccess,
  type TableRow,
} from "@nowtoken/core";
import { configInvalid } from "../failures/config-invalid.ts";
import type { PlannedRecord } from "./record-flags.ts";

/** What is known about a record, and from where. */
export interface Inspection {
  /** With an administrator's rights, or as anybody sees it. */
  readonly seen: "record" | "outside";
  /** Undefined where it was not found, or not looked into. */
  readonly row?: TableRow;
  readonly probe?: ClientProbe;
  readonly findings: readonly Finding[];
}

export interface Inspecting extends PlannedRecord {
  /** As given: whether there is a client id, a secret. */
  readonly raw: RawSettings;
  readonly isPublic: boolean;
  readonly effects: Effects;
  readonly signal: AbortSignal;
}

/** Reads the record with somebody's rights, finds it by client id, else by name, and lints it. */
export async function inspectRecord(inspecting: Inspecting, access: TableAccess): Promise<Inspection> {
  const { record, needed, settings, raw, isPublic, effects, signal } = inspecting;
  const api = createTableApi(access, effects, { signal });
  const clientId = raw.clientId === undefined ? undefined : settings.clientId;
  const row = await findRecord(api, clientId === undefined ? { name: record.name } : { clientId });
  if (row === undefined) return { seen: "record", findings: [missing(clientId, record.name)] };
  const hasSecret = settings.clientSecret !== undefined ? true : isPublic ? false : undefined;
  const findings = checkRecord(await readRecord(api, row), { record, needed, clientId, hasSecret });
  return { seen: "record", row, findings };
}

/** Looks at the record from outside. Throws CONFIG_INVALID without a client id, which is all there is to look for. */
export async function lookFromOutside({
  settings,
  raw,
  needed,
  effects,
  signal,
}: Inspecting): Promise<Inspection> {
  if (raw.clientId === undefined) {
    throw configInvalid(
      "must be given to look from outside; with --admin-user NAME a record is found by its name",
      "clientId",
    );
  }
  const [redirectUri = settings.redirectUri] = needed;
  const seen = { ...settings, redirectUri };
  const probe = await probeClient(seen, effects, { signal });
  return { seen: "outside", probe, findings: findingsOfProbe(probe, seen) };
}

function missing(clientId: string | undefined, name: string): Finding {
  const which = clientId === undefined ? `the name ${name}` : `the client id ${clientId}`;
  return {
    id: "record-missing",
    severity: "failed",
    what: `There is no record with ${which}.`,
    why: "A login needs one; a clone of another instance takes records away.",
    fix: "Make it: `nowtoken registry create`, or `nowtoken registry guide`. Another name is given with --name.",
  };
}
