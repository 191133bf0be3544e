import type { Attempt } from "./explanations/attempt.ts";

/** One thing that is wrong with the settings; the value itself is never repeated. */
export interface SettingProblem {
  /** The setting's name as it is given, as in `RawSettings`; absent when the whole file is meant. */
  readonly setting?: string;
  /** What was expected, lower case, no full stop. */
  readonly message: string;
  /** `missing` when nothing was given at all: front ends then name the ways to give it. */
  readonly kind: "missing" | "invalid" | "unknown" | "conflict";
  /** The settings file that it stands in. */
  readonly path?: string;
  /** The settings file's line, from 1. */
  readonly line?: number;
  /** The settings file's column, from 1. */
  readonly column?: number;
  /** The nearest known name of an unknown one. */
  readonly suggestion?: string;
}

/** Why a redirect could not be read as the answer to our request. */
export type RedirectFault =
  | "empty"
  | "too-long"
  | "unreadable"
  | "authorization-url"
  | "bare-code"
  | "no-code"
  | "duplicate-parameter"
  | "code-and-error"
  | "encoded-twice"
  | "user-info"
  | "other-redirect"
  | "other-instance"
  | "other-issuer";

/** How the network failed before there was an answer. */
export type NetworkFault = "name-not-found" | "refused" | "reset" | "timed-out" | "tls" | "proxy" | "network";

/** Which check of the server's certificate failed. */
export type TlsFault =
  | "self-signed"
  | "unknown-issuer"
  | "expired"
  | "not-yet-valid"
  | "wrong-host"
  | "not-tls"
  | "protocol"
  | "other";

/** What an answer was instead of the JSON that the protocol asks for. */
export type AnswerFault =
  | "hibernating"
  | "login-page"
  | "html"
  | "redirect"
  | "server-error"
  | "not-json"
  | "too-large"
  | "cut"
  | "shape";

/** Why a file or folder cannot be used. */
export type FileFault =
  | "missing-folder"
  | "not-writable"
  | "read-only"
  | "name-too-long"
  | "directory"
  | "link"
  | "hard-link"
  | "not-a-file"
  | "keeps-nothing"
  | "full"
  | "control-character"
  | "unquotable"
  | "io";

/** Why the store of profiles cannot be used. */
export type StoreFault =
  | "io"
  | "unreadable"
  | "unknown-version"
  | "sealed-for-another"
  | "key-missing"
  | "other-key"
  | "key-invalid"
  | "keychain-missing"
  | "keychain-failed"
  | "keychain-silent";

/** Why tokens cannot be had without a person. */
export type LoginFault =
  | "no-profile"
  | "no-tokens"
  | "stale"
  | "no-refresh-token"
  | "refused"
  | "expired"
  | "answer-lost"
  | "other-instance";

/** Which request failed, where it was not the exchange of an authorization code. */
export type OtherRequest = "refresh" | "grant" | "user" | "table" | "revocation" | "authorization";

/** Every error code with the details it carries. Nothing secret stands in any of them. */
export interface AuthErrorDetails {
  CONFIG_INVALID: { readonly problems: readonly SettingProblem[] };
  REDIRECT_MALFORMED: {
    readonly reason: RedirectFault;
    /** The parameter that the reason is about. */
    readonly parameter?: string;
    /** The redirect URI that was asked for. */
    readonly expected?: string;
    /** Where the redirect went instead: origin and path, never the query. */
    readonly received?: string;
    /** True when it carried our `state` to another address of the instance or of this machine; false elsewhere. */
    readonly ours?: boolean;
  };
  STATE_MISMATCH: { readonly reason: "missing" | "different" };
  LOGIN_NOT_PENDING: { readonly reason: "unknown" | "used" | "expired" };
  AUTHORIZATION_REJECTED: { readonly error: string; readonly description?: string };
  TOKEN_REQUEST_REJECTED: {
    readonly status: number;
    /** The server's code; its words, or the status, where it names none. */
    readonly error: string;
    readonly description?: string;
    /** The scopes that were asked for: with the catch-all refusal they are the first suspects. */
    readonly scopes: readonly string[];
    readonly endpoint?: OtherRequest;
    /** What is known of the request, without its secrets: it ranks the causes that the catch-all hides. */
    readonly attempt?: Attempt;
  };
  API_REJECTED: {
    readonly status: number;
    readonly host: string;
    /**
     * The record lacks an API access scope or the user lacks the right (403), there is no such table, or a rule of the
     * instance does not take the row.
     */
    readonly reason?: "scope" | "right" | "no-table" | "row";
    /** The table that was to be read, or changed. */
    readonly table?: string;
    /** `read` when left out. */
    readonly action?: "read" | "insert" | "update";
    /** What the call was made with; an access token when left out. */
    readonly credential?: "password";
    /** The instance's words, where they say more. */
    readonly description?: string;
  };
  /** Somebody else clicked Allow, or nobody did: `guest` is who acts without a login. */
  WRONG_USER: {
    readonly expected?: string;
    readonly actual: string;
    /** True when tokens were issued to them, and are kept nowhere. */
    readonly discarded?: true;
  };
  INSTANCE_UNREACHABLE: {
    readonly host: string;
    readonly reason: NetworkFault;
    /** False when the request certainly never left: an authorization code is then still unspent. */
    readonly sent: boolean;
    /** The deadline that passed, in seconds. */
    readonly seconds?: number;
    readonly tls?: { readonly fault: TlsFault; readonly issuer?: string };
    /** The proxy's host and port, and the status it answered CONNECT with. */
    readonly proxy?: { readonly host: string; readonly status?: number };
    readonly endpoint?: OtherRequest;
  };
  TOKEN_RESPONSE_INVALID: {
    readonly host: string;
    readonly reason: AnswerFault;
    readonly status?: number;
    /** The member of the JSON answer that was wrong. */
    readonly parameter?: string;
    /** The host that a redirect pointed to. */
    readonly target?: string;
    /** How long the server asked to wait, in seconds. */
    readonly retryAfterSeconds?: number;
    readonly endpoint?: OtherRequest;
  };
  CREDENTIAL_FILE_UNWRITABLE: {
    readonly path: string;
    readonly reason: FileFault;
    /** The flag that names the file, e.g. `--bundle`; `--out` when left out. */
    readonly flag?: string;
    /** Which value cannot be written, e.g. `access token`. */
    readonly label?: string;
    /** The system's own code, e.g. `EACCES`. */
    readonly systemCode?: string;
    /** True when macOS's privacy settings are what refuses. */
    readonly privacy?: true;
    /** Where the tokens were put instead, when they had already been issued. */
    readonly rescuePath?: string;
    /** True when the tokens had been issued and could be put nowhere: a new login is needed. */
    readonly rescueFailed?: true;
  };
  STORE_UNUSABLE: {
    /** The file or folder, or what the keychain calls the entry. */
    readonly path: string;
    /** `io` when left out. */
    readonly reason?: StoreFault;
    readonly profile?: string;
    readonly systemCode?: string;
    /** The keychain's own words, cleaned. */
    readonly systemMessage?: string;
    /** Where tokens were put that had been issued already and could not be kept. */
    readonly rescuePath?: string;
    /** True when they could be put nowhere: a new login is needed. */
    readonly rescueFailed?: true;
  };
  STORE_BUSY: {
    readonly path: string;
    readonly profile: string;
    /** How long was waited, in seconds. */
    readonly seconds: number;
    /** The process that has the lock, where it is known. */
    readonly pid?: number;
  };
  LOGIN_REQUIRED: {
    readonly profile: string;
    readonly reason: LoginFault;
    /** The server's code, where it refused. */
    readonly error?: string;
    readonly status?: number;
    /** What is known of the refresh that was refused. */
    readonly attempt?: Attempt;
  };
  PORT_UNAVAILABLE: { readonly host: string; readonly port: number; readonly systemCode?: string };
  LOGIN_TIMED_OUT: { readonly seconds: number };
}

export type AuthErrorCode = keyof AuthErrorDetails;

/**
 * The one error that core throws.
 *
 * `message` is lower case, without a full stop, and says what was expected; what a person should do about it is for
 * the front end to say. Neither the message nor `details` ever holds a secret, a code or a response body, and there
 * is no `cause`: printers and loggers show all three.
 */
export class AuthError<Code extends AuthErrorCode = AuthErrorCode> extends Error {
  override readonly name = "AuthError";
  readonly code: Code;
  readonly details: AuthErrorDetails[Code];

  constructor(code: Code, message: string, details: AuthErrorDetails[Code]) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** An {@link AuthError} of any code, paired with its own details so that `switch (error.code)` narrows. */
export type AnyAuthError = { [Code in AuthErrorCode]: AuthError<Code> }[AuthErrorCode];

/** Whether `error` is one of ours, optionally of one code. */
export function isAuthError(error: unknown): error is AnyAuthError;
export function isAuthError<Code extends AuthErrorCode>(error: unknown, code: Code): error is AuthError<Code>;
export function isAuthError(error: unknown, code?: AuthErrorCode): boolean {
  return error instanceof AuthError && (code === undefined || error.code === code);
}
