import type { AuthErrorDetails } from "../errors.ts";
import type { Told } from "./advice.ts";

type Details = AuthErrorDetails["API_REJECTED"];

/** An API call that was refused; the 403 texts are those of rest-api-scope-troubleshooting.md. */
export function adviseOnApi(details: Details): Told {
  const { status, host, reason, credential, description } = details;
  const what = whatOf(details);
  const accepts = `${host} accepts the ${credential ?? "token"}`;
  if (reason === "scope") {
    return {
      message: `${accepts}, but its OAuth record lacks the API access scope for ${what} (status ${status}).`,
    };
  }
  if (reason === "right")
    return { message: `${accepts}, but its user may not ${toDo(details)} (status ${status}).` };
  if (reason === "no-table") {
    return { message: `${accepts}, but ${what} is not possible: it has no such table (status ${status}).` };
  }
  if (reason === "row") {
    const said = description === undefined ? "" : `: ${description}`;
    return { message: `${accepts}, but a rule of its own refused ${what} (status ${status}${said}).` };
  }
  const refused = credential === undefined ? "access token" : "user name and password";
  return { message: `${host} refused the ${refused} (status ${status}).` };
}

const doing = { read: "reading", insert: "adding a row to", update: "changing" } as const;

const verbs = { read: "read", insert: "add a row to", update: "change" } as const;

function toDo({ table, action = "read" }: Details): string {
  return table === undefined ? "make the call" : `${verbs[action]} ${table}`;
}

function whatOf({ table, action = "read" }: Details): string {
  return table === undefined ? "the call" : `${doing[action]} ${table}`;
}
