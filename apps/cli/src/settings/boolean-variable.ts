import { configInvalid } from "../failures/config-invalid.ts";

const yes = ["1", "true", "yes", "on"];
const no = ["0", "false", "no", "off", ""];

/** A yes or no of the environment; no when it is not set. Throws CONFIG_INVALID. */
export function readBooleanVariable(variables: NodeJS.ProcessEnv, name: string): boolean {
  const text = (variables[name] ?? "").trim().toLowerCase();
  if (yes.includes(text)) return true;
  if (no.includes(text)) return false;
  throw configInvalid(`${name} must be 1, true, yes or on, or 0, false, no or off`);
}
