import type { AuthErrorDetails } from "../errors.ts";
import type { Advice } from "./advice.ts";

/** An API call that was refused; the 403 texts are those of rest-api-scope-troubleshooting.md. */
export function adviseOnApi({ status, host, reason, table }: AuthErrorDetails["API_REJECTED"]): Advice {
  const what = table === undefined ? "the call" : `reading ${table}`;
  if (reason === "scope") {
    return {
      message: `${host} accepts the token, but its OAuth record lacks the API access scope for ${what} (status ${status}).`,
      fix: [
        "Add the scope to the OAuth record: it works at once, for tokens issued already too.",
        "No new login is needed: scopes belong to the record, not to the token.",
      ],
    };
  }
  if (reason === "right") {
    return {
      message: `${host} accepts the token, but its user may not do ${what} (status ${status}).`,
      fix: [
        "Give the user a role that may, e.g. snc_platform_rest_api_access for the REST API, or read access to the table.",
      ],
    };
  }
  if (reason === "no-table") {
    return {
      message: `${host} accepts the token, but ${what} is not possible: it has no such table (status ${status}).`,
      fix: ["Check the table's name: it is the one of the address bar, e.g. kb_knowledge, not its label."],
    };
  }
  return {
    message: `${host} refused the access token (status ${status}).`,
    fix: [
      "Check that the user may call the REST API, and that no API access policy or token restriction excludes this OAuth record.",
    ],
  };
}
