import { isAuthError } from "../errors.ts";
import type { TableApi, TableRow } from "./table-api.ts";

/** One request that changes the instance. */
export interface CreationStep {
  readonly action: "insert" | "update";
  readonly table: string;
  /** What was sent; a client secret is left out. */
  readonly values: TableRow;
  /** `planned` was not sent; `unknown` was sent and its answer got lost, so that it may have been done. */
  readonly state: "planned" | "done" | "refused" | "unknown";
  /** The row that was made or changed; undefined where that is not known. */
  readonly sysId: string | undefined;
}

/** The tables, and every change that was asked for. */
export interface RecordedApi extends TableApi {
  readonly steps: readonly CreationStep[];
  /** The last step was done after all: its row has been found. */
  confirm(sysId: string | undefined): void;
}

/** Writes down what is changed. */
export function recordChanges(api: TableApi): RecordedApi {
  const steps: CreationStep[] = [];
  const record = async (step: Omit<CreationStep, "state">, change: () => Promise<TableRow>) => {
    try {
      const row = await change();
      steps.push({ ...step, state: "done", sysId: row["sys_id"] ?? step.sysId });
      return row;
    } catch (error) {
      const wasRefused = isAuthError(error, "API_REJECTED");
      const wasNotSent = isAuthError(error, "INSTANCE_UNREACHABLE") && !error.details.sent;
      if (!wasNotSent) steps.push({ ...step, state: wasRefused ? "refused" : "unknown" });
      throw error;
    }
  };
  return {
    steps,
    confirm(sysId) {
      const last = steps.pop();
      if (last !== undefined) steps.push({ ...last, state: "done", sysId });
    },
    find: api.find,
    insert: (table, values) =>
      record({ action: "insert", table, values: shown(values), sysId: undefined }, () =>
        api.insert(table, values),
      ),
    update: (table, { sysId, values }) =>
      record({ action: "update", table, values: shown(values), sysId }, () =>
        api.update(table, { sysId, values }),
      ),
  };
}

/** Reads, and writes down what would be changed. Without an `api` the instance is taken for one without the record. */
export function planChanges(api?: TableApi): RecordedApi {
  const steps: CreationStep[] = [];
  return {
    steps,
    confirm: () => {},
    find: api?.find ?? findNothing,
    async insert(table, values) {
      steps.push({ action: "insert", table, values: shown(values), state: "planned", sysId: undefined });
      return { ...values, sys_id: `(sys_id of the new row in ${table})`, client_id: "" };
    },
    async update(table, { sysId, values }) {
      steps.push({ action: "update", table, values: shown(values), state: "planned", sysId });
      return { ...values, sys_id: sysId };
    },
  };
}

/** An instance has its useraccount, and nothing of ours. */
const findNothing: TableApi["find"] = async (table) =>
  table === "sys_auth_scope" ? [{ name: "useraccount", sys_id: "(sys_id of useraccount)" }] : [];

const shown = ({ client_secret, ...values }: TableRow): TableRow => ({
  ...values,
  ...(client_secret !== undefined && { client_secret: "(made here, not shown)" }),
});
