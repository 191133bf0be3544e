import type { AuthError, AuthErrorCode, AuthErrorDetails } from "../errors.ts";
import { adviseOnAnswer } from "./advice-answer.ts";
import { adviseOnApi } from "./advice-api.ts";
import { adviseOnFile } from "./advice-file.ts";
import { adviseOnLoginRequired } from "./advice-login-required.ts";
import { adviseOnNetwork } from "./advice-network.ts";
import { adviseOnRedirect } from "./advice-redirect.ts";
import { adviseOnRefusal } from "./advice-refusal.ts";
import { adviseOnSettings } from "./advice-settings.ts";
import { adviseOnStore } from "./advice-store.ts";

/** What happened, as one sentence for a person, and what to do, most likely first. */
export interface Advice {
  readonly message: string;
  readonly fix: readonly string[];
}

type Table = { readonly [Code in AuthErrorCode]: (details: AuthErrorDetails[Code]) => Advice };

const table: Table = {
  CONFIG_INVALID: adviseOnSettings,
  REDIRECT_MALFORMED: adviseOnRedirect,
  STATE_MISMATCH: ({ reason }) => ({
    message:
      reason === "missing"
        ? "The address has no state, so nothing shows that it answers this login."
        : "The address belongs to another login attempt: its state is not the one of this login.",
    fix: [
      "Use only the browser window that this login opened, and copy its whole address after Allow.",
      "A second login within a minute can bring back the earlier answer: wait a minute, then start again.",
      "Never paste an address that somebody sent you.",
    ],
  }),
  LOGIN_NOT_PENDING: ({ reason }) => ({
    message: {
      unknown: "No login is waiting for this address.",
      used: "This login has been used already: a redirect works once.",
      expired: "This login has expired: it waits ten minutes.",
    }[reason],
    fix: [
      "Begin again with `nowtoken url`, open what it prints, and give the new address to `nowtoken exchange`.",
    ],
  }),
  AUTHORIZATION_REJECTED: ({ error, description }) => ({
    message:
      error === "access_denied"
        ? "The request was denied in the browser."
        : `The instance refused the authorization request: ${error}${description ? ` (${description})` : ""}.`,
    fix:
      error === "access_denied"
        ? ["Log in again and click Allow.", "Check that the signed-in user may use this OAuth application."]
        : ["Check the OAuth record: redirect URL, scopes, and that it is active."],
  }),
  TOKEN_REQUEST_REJECTED: adviseOnRefusal,
  API_REJECTED: adviseOnApi,
  WRONG_USER: ({ expected, actual }) => ({
    message:
      expected === undefined
        ? `The token acts as ${actual}: nobody is signed in with it.`
        : `The tokens belong to ${actual}, not to ${expected}.`,
    fix: [
      `Log in again, and sign in as ${expected ?? "the integration's own account"} before you click Allow; a private window keeps other sessions out.`,
    ],
  }),
  INSTANCE_UNREACHABLE: adviseOnNetwork,
  TOKEN_RESPONSE_INVALID: adviseOnAnswer,
  CREDENTIAL_FILE_UNWRITABLE: adviseOnFile,
  STORE_UNUSABLE: adviseOnStore,
  STORE_BUSY: ({ profile, seconds, pid }) => ({
    message: `Another process${pid === undefined ? "" : ` (${pid})`} has held the profile ${profile} for ${seconds} seconds.`,
    fix: [
      pid === undefined
        ? "Wait until it is done, and run the command again."
        : `Wait until process ${pid} is done; if it hangs or was stopped, end it. Then run the command again.`,
    ],
  }),
  LOGIN_REQUIRED: adviseOnLoginRequired,
  PORT_UNAVAILABLE: ({ host, port, systemCode }) => ({
    message: `Port ${port} of ${host} cannot be used${systemCode === "EADDRINUSE" ? ": another program has it" : ""}.`,
    fix: [
      "End the program that has the port, or name another one: with --port, for a login with --redirect-uri (the OAuth record must list it).",
      "A login also works without a port: --mode paste.",
    ],
  }),
  LOGIN_TIMED_OUT: ({ seconds }) => ({
    message: `Nobody answered within ${seconds} seconds.`,
    fix: ["Start again, or give more time with --wait, e.g. --wait 15m."],
  }),
};

/** The advice for an error of core. */
export function adviseOn<Code extends AuthErrorCode>({ code, details }: AuthError<Code>): Advice {
  return table[code](details);
}
