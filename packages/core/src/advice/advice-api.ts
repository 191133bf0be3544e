import type { AuthErrorDetails } from "../errors.ts";
import type { Told } from "./advice.ts";

/** An API call that was refused; the 403 texts are those of rest-api-scope-troubleshooting.md. */
export function adviseOnApi({ status, host, reason, table }: AuthErrorDetails["API_REJECTED"]): Told {
  const what = table === undefined ? "the call" : `reading ${table}`;
  if (reason === "scope") {
    return {
      message: `${host} accepts the token, but its OAuth record lacks the API access scope for ${what} (status ${status}).`,
    };
  }
  if (reason === "right") {
    return { message: `${host} accepts the token, but its user may not do ${what} (status ${status}).` };
  }
  if (reason === "no-table") {
    return {
      message: `${host} accepts the token, but ${what} is not possible: it has no such table (status ${status}).`,
    };
  }
  return { message: `${host} refused the access token (status ${status}).` };
}
