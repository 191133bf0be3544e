import { configInvalid } from "../failures/config-invalid.ts";

/** The choice that a flag names; undefined when it was left out. Throws CONFIG_INVALID. */
export function oneOf<Choice extends string>(
  flag: string,
  value: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  const choice = choices.find((name) => name === value);
  if (value === undefined || choice !== undefined) return choice;
  throw configInvalid(`${flag} must be one of ${choices.join(", ")}`);
}
