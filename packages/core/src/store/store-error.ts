import { systemCode } from "../credential-file/system-error.ts";
import { AuthError, type AuthErrorDetails, isAuthError, type StoreFault } from "../errors.ts";

type Details = AuthErrorDetails["STORE_UNUSABLE"];

/** A STORE_UNUSABLE; `message` says what was expected. */
export function storeUnusable(message: string, details: Details): AuthError<"STORE_UNUSABLE"> {
  return new AuthError("STORE_UNUSABLE", message, details);
}

/** What the system or SQLite refused, in the store's words; any other error as it is. */
export function storeFault(error: unknown, details: Pick<Details, "path" | "profile">): unknown {
  const code = systemCode(error) ?? sqliteCode(error);
  if (code === undefined) return error;
  return storeUnusable("expected a state folder that can be read and written", {
    ...details,
    reason: "io",
    systemCode: code,
  });
}

/** SQLite's result code, e.g. `SQLite 14`; undefined for an error that is not SQLite's. */
function sqliteCode(error: unknown): string | undefined {
  const code: unknown = Object(error).errcode;
  return typeof code === "number" ? `SQLite ${code}` : undefined;
}

const spoiling: readonly (StoreFault | undefined)[] = [
  "unreadable",
  "sealed-for-another",
  "key-missing",
  "other-key",
];

/** Whether a profile can never be opened again as it is: a login may take its place. */
export function isProfileSpoilt(error: unknown): boolean {
  return isAuthError(error, "STORE_UNUSABLE") && spoiling.includes(error.details.reason);
}
