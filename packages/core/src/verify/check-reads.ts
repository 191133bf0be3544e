import type { Effects } from "../effects.ts";
import { type AnyAuthError, isAuthError } from "../errors.ts";
import type { RequestOptions } from "../http/request.ts";
import type { ApiCredential } from "./api-call.ts";
import type { Check } from "./check.ts";
import { fetchCurrentUser } from "./current-user.ts";
import { readTable } from "./read-table.ts";

/** Whom the tokens belong to. */
export async function checkUser(
  credential: ApiCredential,
  effects: Effects,
  { signal }: RequestOptions,
): Promise<Check<"user">> {
  try {
    return {
      check: "user",
      status: "ok",
      user: await fetchCurrentUser(credential, effects, { signal }),
    };
  } catch (error) {
    if (!isAuthError(error)) throw error;
    return { check: "user", status: isUntold(error) ? "warning" : "failed", error };
  }
}

/** A row that its own user may not read comes as an empty list: the token works (inferred). */
const isUntold = (error: AnyAuthError): boolean =>
  isAuthError(error, "TOKEN_RESPONSE_INVALID") &&
  error.details.status === 200 &&
  error.details.reason === "shape";

/** Whether they belong to whom they should, where that was asked; capitals make no other user. */
export function checkExpectedUser(
  user: Check<"user">,
  expected: string | undefined,
): Check<"expected-user">[] {
  if (expected === undefined) return [];
  const actual = user.status === "ok" ? user.user.userName : undefined;
  const same = actual?.toLowerCase() === expected.toLowerCase();
  return [{ check: "expected-user", status: same ? "ok" : "failed", expected, actual }];
}

/** Whether a table can be read. */
export async function checkTable(
  reading: ApiCredential & { readonly table: string },
  effects: Effects,
  { signal }: RequestOptions,
): Promise<Check<"table">> {
  const { table } = reading;
  try {
    const { rows } = await readTable(reading, effects, { signal });
    return { check: "table", table, status: rows === 1 ? "ok" : "warning", rows };
  } catch (error) {
    if (!isAuthError(error)) throw error;
    return { check: "table", table, status: "failed", error };
  }
}
