import { configInvalid } from "../settings/config-invalid.ts";
import { hasHiddenCharacter, trimTyped } from "../settings/typed-text.ts";
import { queryFault } from "./query-value.ts";

const longest = 100;

/** The name of an OAuth record, as it can be looked for. Throws CONFIG_INVALID. */
export function parseRecordName(text: string): string {
  const name = trimTyped(text);
  const fault = nameFault(name);
  if (fault === undefined) return name;
  throw configInvalid([{ setting: "record name", kind: "invalid", message: fault }]);
}

function nameFault(name: string): string | undefined {
  if (name === "") return "must not be empty";
  if (name.length > longest) return `must be at most ${longest} characters`;
  if (hasHiddenCharacter(name)) return "must not contain control or invisible characters";
  return queryFault(name);
}
