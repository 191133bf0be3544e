import type { SystemLog } from "../system-log.ts";
import type { Table } from "./table.ts";

/** `syslog`: for administrators alone, and nobody writes into it (guess). */
export function createLogTable({ rows }: SystemLog): Table {
  return { columns: ["level", "source", "message"], readers: [], writers: [], rows };
}
