import { type AuthError, isAuthError } from "../errors.ts";

/** Whether a table is not there, or closed to the user. */
export function isTableClosed(error: unknown): error is AuthError<"API_REJECTED"> {
  return isAuthError(error, "API_REJECTED") && ["no-table", "right"].includes(error.details.reason ?? "");
}

/** Yields undefined for a table that there is not, or that the user may not read. */
export async function ifReadable<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isTableClosed(error)) return undefined;
    throw error;
  }
}
