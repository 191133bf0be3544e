import type { WrittenList } from "./create-scopes.ts";
import { compareRecord, findRecord } from "./read-record.ts";
import { readScopes } from "./read-scopes.ts";
import type { ScopeReading } from "./record-reading.ts";
import type { RegistryRecord } from "./registry-record.ts";
import type { TableApi } from "./table-api.ts";
import { sayUnseen } from "./unseen.ts";

/** Reads a record that was just written, and says what the instance made otherwise, or does not show. */
export async function lookAgain(
  record: RegistryRecord,
  written: readonly WrittenList[],
  api: TableApi,
): Promise<string[]> {
  const row = await findRecord(api, record);
  if (row === undefined) return ["The record could not be read again to see what the instance made of it."];
  const differences = compareRecord(row, record).map(
    ({ label, actual }) => `The instance made ${label} ${JSON.stringify(actual)}.`,
  );
  if (written.length === 0) return differences;
  const reading = await readScopes(api, row["sys_id"] ?? "");
  return [...differences, ...written.flatMap((list) => compareScopes(list, reading))];
}

function compareScopes({ list, scopes }: WrittenList, reading: ScopeReading): string[] {
  const unseen = reading.unseen.find((one) => one.list === list);
  if (unseen !== undefined)
    return scopes.length === 0
      ? []
      : [`${sayUnseen(unseen)} What was written there could not be read again.`];
  const names = list === "Auth Scopes" ? reading.authScopes?.map(({ name }) => name) : reading.entityScopes;
  const lacking = scopes.filter((scope) => !names?.includes(scope));
  if (lacking.length === 0) return [];
  return [`The list ${list} was given ${lacking.join(", ")}, and does not show that.`];
}
