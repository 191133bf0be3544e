import type { AnyAuthError, AuthErrorCode, AuthErrorDetails } from "../errors.ts";
import type { Certainty } from "../explanations/entry.ts";
import { adviseOnAnswer } from "./advice-answer.ts";
import { adviseOnApi } from "./advice-api.ts";
import { adviseOnCause } from "./advice-cause.ts";
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
  /** The likeliest cause, where the message does not say it already. */
  readonly cause?: { readonly sentence: string; readonly certainty: Certainty };
  readonly fix: readonly string[];
}

/** What an error's details alone can say; the dictionary of explanations adds the cause, and what to do about it. */
export interface Told {
  readonly message: string;
  /** In place of what the dictionary advises. */
  readonly fix?: readonly string[];
  /** Before that. */
  readonly before?: readonly string[];
  /** Behind that. */
  readonly also?: readonly string[];
}

type Table = { readonly [Code in AuthErrorCode]: (details: AuthErrorDetails[Code]) => Told };

const table: Table = {
  CONFIG_INVALID: adviseOnSettings,
  REDIRECT_MALFORMED: adviseOnRedirect,
  STATE_MISMATCH: ({ reason }) => ({
    message:
      reason === "missing"
        ? "The address has no state, so nothing shows that it answers this login."
        : "The address belongs to another login attempt: its state is not the one of this login.",
  }),
  LOGIN_NOT_PENDING: ({ reason }) => ({
    message: {
      unknown: "No login is waiting for this address.",
      used: "This login has been used already: a redirect works once.",
      expired: "This login has expired: it waits ten minutes.",
    }[reason],
  }),
  AUTHORIZATION_REJECTED: ({ error, description }) => ({
    message:
      error === "access_denied"
        ? "The request was denied in the browser."
        : `The instance refused the authorization request: ${error}${description ? ` (${description})` : ""}.`,
    also:
      error === "access_denied"
        ? ["Check that the signed-in user may use this OAuth application."]
        : ["Check the OAuth record: redirect URL, scopes, and that it is active."],
  }),
  TOKEN_REQUEST_REJECTED: adviseOnRefusal,
  API_REJECTED: adviseOnApi,
  WRONG_USER: ({ expected, actual, discarded }) => ({
    message:
      expected === undefined
        ? `The token acts as ${actual}: nobody is signed in with it.`
        : `The tokens belong to ${actual}, not to ${expected}${discarded ? ", and are not kept: all stays as it was" : ""}.`,
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
  }),
  LOGIN_TIMED_OUT: ({ seconds }) => ({
    message: `Nobody answered within ${seconds} seconds.`,
  }),
};

/** The advice for an error of core. */
export function adviseOn(error: AnyAuthError): Advice {
  const tell = table[error.code] as (details: AnyAuthError["details"]) => Told;
  const { message, before = [], fix, also = [] } = tell(error.details);
  const { cause, fix: advised } = adviseOnCause(error);
  return { message, ...(cause && { cause }), fix: [...before, ...(fix ?? advised), ...also] };
}
