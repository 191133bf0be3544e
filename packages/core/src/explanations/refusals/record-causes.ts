import { type Cause, neverOurs, tokenFlowLog } from "../entry.ts";

export const clientIdWrong: Cause = {
  id: "client-id-wrong",
  cause: "The client id is not that of an OAuth record on this instance.",
  check: [
    "Compare the client id with the record, letter for letter: 32 hexadecimal digits, nothing before or after.",
  ],
  fix: ["Copy the client id again from the OAuth record of this very instance."],
  source: "guide, Invalid client; community td-p/2373416",
  weigh: ({ request, workedBefore }) => {
    // The page that asks for consent has found the record by then.
    if (request === "authorization-code" || workedBefore?.client) return "unlikely";
    return workedBefore === undefined ? undefined : "likely";
  },
};

export const recordInactive: Cause = {
  id: "record-inactive",
  cause: "The OAuth record is not active.",
  check: ["Whether Active is ticked in the record."],
  fix: ["Tick Active in the OAuth record, and try again: tokens that it issued work again too."],
  source: "guide, Invalid client; SDK ci-integration.md",
  weigh: ({ request, workedBefore }) => {
    if (request === "authorization-code") return "unlikely";
    return workedBefore?.client ? undefined : "unlikely";
  },
};

export const recordChanged: Cause = {
  id: "record-changed",
  cause:
    "If the same values worked before, the record was changed since: a new secret, a clone over the instance, or a reset developer instance.",
  check: [
    "When the instance was last cloned or reset, and when the record was last updated (sys_updated_on).",
  ],
  fix: ["Copy client id and client secret again from the record as it is now, and log in again."],
  source: "stojdev/oauth-client; community; a product's runbook",
  log: 'System Logs > System Log > All: "Exception on token flow - client_secret"',
  weigh: ({ workedBefore }) => (workedBefore?.client ? "possible" : "unlikely"),
};

export const otherInstance: Cause = {
  id: "other-instance",
  cause: "Client id and client secret belong to another instance.",
  check: ["On which instance the record was made: production, test and development each have their own."],
  fix: ["Name that instance, or make a record on this one."],
  source: "openillumi.com p=109842 (doubtful); a product's runbook",
  weigh: ({ request, workedBefore }) =>
    request === "authorization-code" || workedBefore?.client ? "unlikely" : undefined,
};

export const grantNotAllowed: Cause = {
  id: "grant-not-allowed",
  cause: "The OAuth record does not allow this kind of grant.",
  check: [
    "Which grant the record was made for: authorization code, client credentials, JWT bearer or password.",
  ],
  fix: [
    "Check that the record allows the authorization code grant.",
    "Or have a record of its own made for it.",
  ],
  source: "RFC 6749 §5.2, unauthorized_client; SDK ci-integration.md",
  log: tokenFlowLog,
};

export const basicRefused: Cause = {
  id: "basic-refused",
  cause:
    "The instance does not take client id and client secret as HTTP Basic, which ServiceNow does not document.",
  check: ["Whether the same values work with --client-auth body."],
  fix: ["Use --client-auth body, the default: client id and client secret in the form."],
  source: "community m-p/2252411, m-p/2090042; not documented",
  weigh: ({ clientAuth }) => (clientAuth === "basic" ? "likely" : "excluded"),
};

export const scopeMissing: Cause = {
  id: "scope-missing",
  cause: "A scope that was asked for is not attached to the OAuth record.",
  check: [
    "That every scope asked for is attached to the record, each spelled exactly, each an entry of its own.",
    "Both of the record's lists, OAuth Entity Scopes and Auth Scopes: sources disagree which one counts.",
  ],
  fix: [
    "Ask for less: --scope useraccount, or --no-scope; that is enough for a refresh token.",
    "Or attach the scope to the record, in both lists.",
  ],
  source: "guide, Invalid scope; reported by two authors of integrations",
  log: 'System Logs > System Log > All: "Exception on token flow - invalid_scope: The provided OAuth token is not valid"',
  weigh: ({ request, scopes, workedBefore, scopesAttached }) => {
    if (request === "refresh-token" && scopes.length === 0) return "excluded";
    if (scopes.length === 0 || scopesAttached || workedBefore?.scopes) return "unlikely";
    if (workedBefore?.client) return "likely";
    return scopes.length === 1 && scopes[0] === "useraccount" ? "unlikely" : undefined;
  },
};

export const scopeSpelled: Cause = {
  id: "scope-spelled",
  cause: "The scopes were sent as one word: with commas, or without their blanks percent-encoded.",
  check: ["That the scopes are separated by a blank, sent as %20."],
  fix: ["Send the scopes separated by blanks, percent-encoded; nowtoken does."],
  source: "guide, Invalid scope; RFC 6749 §3.3",
  weigh: neverOurs,
};
