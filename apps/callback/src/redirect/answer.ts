import { type AnyAuthError, AuthError, type AuthErrorCode, isAuthError } from "@nowtoken/core";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** What a page tells a person, in plain text. */
export interface Answer {
  readonly title: string;
  /** One or two sentences. */
  readonly message: string;
  /** Labelled values, e.g. whose tokens they are, where they are, when they die. */
  readonly rows?: readonly (readonly [label: string, value: string])[];
  /** Why, as far as it is known. */
  readonly cause?: string;
  /** What to do, most likely first. */
  readonly fix?: readonly string[];
  /** What else it may be, and what to do then: shown to whoever asks. */
  readonly others?: readonly { readonly cause: string; readonly fix: readonly string[] }[];
  /** Where there is more about it: a whole sentence. */
  readonly more?: string;
}

/** An answer with its mark and status. */
export interface Shown extends Answer {
  readonly tone: "done" | "failed" | "waiting";
  readonly status: ContentfulStatusCode;
}

const statuses: Record<AuthErrorCode, ContentfulStatusCode> = {
  CONFIG_INVALID: 400,
  REDIRECT_MALFORMED: 400,
  STATE_MISMATCH: 400,
  LOGIN_NOT_PENDING: 410,
  AUTHORIZATION_REJECTED: 403,
  TOKEN_REQUEST_REJECTED: 403,
  API_REJECTED: 403,
  WRONG_USER: 403,
  INSTANCE_UNREACHABLE: 502,
  TOKEN_RESPONSE_INVALID: 502,
  CREDENTIAL_FILE_UNWRITABLE: 500,
  STORE_UNUSABLE: 500,
  STORE_BUSY: 503,
  PORT_UNAVAILABLE: 500,
  LOGIN_REQUIRED: 401,
  LOGIN_TIMED_OUT: 410,
};

/** How the end of a failed login is shown; `describe` puts our own errors into words. */
export function showFailure(error: unknown, describe: (error: AnyAuthError) => Answer): Shown {
  if (!isAuthError(error)) return endedEarly;
  return { ...describe(withoutReflection(error)), tone: "failed", status: statuses[error.code] };
}

/** RFC 6749 §4.1.2.1, and OpenID Connect Core §3.1.2.6. */
const knownErrors = [
  "invalid_request",
  "unauthorized_client",
  "access_denied",
  "unsupported_response_type",
  "invalid_scope",
  "server_error",
  "temporarily_unavailable",
  "interaction_required",
  "login_required",
  "account_selection_required",
  "consent_required",
];

/** Nothing that came in an address is shown on a page, however well escaped: the terminal has it, cleaned. */
function withoutReflection(error: AnyAuthError): AnyAuthError {
  if (error.code !== "AUTHORIZATION_REJECTED") return error;
  const code = knownErrors.find((known) => known === error.details.error) ?? "an error without a known name";
  return new AuthError("AUTHORIZATION_REJECTED", error.message, { error: code });
}

/** An interruption, or our own bug: its message may hold anything. */
const endedEarly: Shown = {
  tone: "failed",
  status: 500,
  title: "The login was ended",
  message: "It was ended where it was begun, before it could be completed.",
  fix: ["Go back to where you began it, and log in again."],
};

/** A request that is not the answer to a login: nothing changes through it. */
export const notTheAnswer: Shown = {
  tone: "waiting",
  status: 400,
  title: "Not the answer we wait for",
  message: "This address does not answer the login that waits here, so nothing was done with it.",
  fix: [
    "A login that is under way goes on waiting: use the browser window that it opened.",
    "A login that is over cannot be used again: begin a new one.",
  ],
};

/** Any other address. */
export const nothingHere: Shown = {
  tone: "waiting",
  status: 404,
  title: "There is nothing here",
  message: "nowtoken waits on this port for your browser to come back from the instance.",
};
