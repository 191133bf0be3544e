import { isAuthError, noteLifespan, type ProfileStore } from "@nowtoken/core";
import { styleFor } from "../terminal/style.ts";
import type { Inspection } from "./inspect-record.ts";
import type { PlannedRecord } from "./record-flags.ts";

/**
 * Lets the profile of a record's client know the day that its refresh token dies, and yields a sentence for the person;
 * nothing where there is nothing to learn. A profile that cannot be opened just now learns it another time.
 */
export async function learnLifespan(
  { row }: Inspection,
  { settings }: PlannedRecord,
  store: ProfileStore,
): Promise<string> {
  const {
    refresh_token_lifespan: lifespan = "",
    sys_updated_on: changed = "",
    client_id: clientId = "",
  } = row ?? {};
  // UTC, to the second.
  const changedAt = new Date(`${changed.replace(" ", "T")}Z`);
  if (!/^[1-9]\d{0,14}$/u.test(lifespan) || Number.isNaN(changedAt.getTime())) return "";
  const name = settings.profile ?? store.currentName();
  const { instanceUrl } = settings;
  const seen = { instanceUrl, clientId, refreshLifespanSeconds: Number(lifespan), changedAt };
  try {
    if (!(await noteLifespan(store, name, seen))) return "";
  } catch (error) {
    if (isAuthError(error)) return "";
    throw error;
  }
  const style = styleFor(process.stdout);
  return `\n${style.wrap(`The profile ${name} now knows the day that its refresh token dies: see \`nowtoken status\`.`)}\n`;
}
