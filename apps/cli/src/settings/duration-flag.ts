import { isAuthError, parseDuration } from "@nowtoken/core";
import { configInvalid } from "../failures/config-invalid.ts";

/** Milliseconds of a flag's number with its unit. Throws CONFIG_INVALID, which names the flag. */
export function parseDurationFlag(flag: string, text: string): number {
  try {
    return parseDuration(text);
  } catch (error) {
    throw isAuthError(error, "CONFIG_INVALID") ? configInvalid(`${flag} ${error.message}`) : error;
  }
}
