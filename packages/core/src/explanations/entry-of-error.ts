import type { AnyAuthError, AuthErrorCode, AuthErrorDetails } from "../errors.ts";
import { answerEntries } from "./answers/answer-entries.ts";
import { apiEntries } from "./answers/api-entries.ts";
import { isRegistryTable, tableEntries } from "./answers/table-entries.ts";
import { consentEntries } from "./browser/consent-entries.ts";
import { redirectEntries } from "./browser/redirect-entries.ts";
import type { Entry } from "./entry.ts";
import { entryOfRefusal } from "./entry-of-refusal.ts";
import { fileEntries } from "./local/file-entries.ts";
import { loginEntries } from "./local/login-entries.ts";
import { settingsEntries } from "./local/settings-entries.ts";
import { storeEntries } from "./local/store-entries.ts";
import { networkEntries } from "./network/network-entries.ts";
import { tlsEntries } from "./network/tls-entries.ts";

type Table = { readonly [Code in AuthErrorCode]: (details: AuthErrorDetails[Code]) => Entry };

const table: Table = {
  CONFIG_INVALID: entryOfSettings,
  REDIRECT_MALFORMED: entryOfRedirect,
  STATE_MISMATCH: ({ reason }) => redirectEntries[reason === "missing" ? "noState" : "otherState"],
  LOGIN_NOT_PENDING: ({ reason }) => redirectEntries[reason],
  AUTHORIZATION_REJECTED: ({ error }) => consentEntries[error === "access_denied" ? "denied" : "refused"],
  TOKEN_REQUEST_REJECTED: entryOfRefusal,
  API_REJECTED: entryOfApi,
  WRONG_USER: ({ expected }) => (expected === undefined ? apiEntries.guest : consentEntries.wrongUser),
  INSTANCE_UNREACHABLE: entryOfNetwork,
  TOKEN_RESPONSE_INVALID: entryOfAnswer,
  CREDENTIAL_FILE_UNWRITABLE: entryOfFile,
  STORE_UNUSABLE: entryOfStore,
  STORE_BUSY: () => storeEntries.busy,
  LOGIN_REQUIRED: ({ reason }) => loginEntries[reason],
  PORT_UNAVAILABLE: ({ systemCode }) =>
    loginEntries[systemCode === "EADDRINUSE" ? "portTaken" : "portForbidden"],
  LOGIN_TIMED_OUT: () => consentEntries.timedOut,
};

/** The entry of an error of ours. */
export function entryOfError<Code extends AuthErrorCode>({
  code,
  details,
}: AnyAuthError & { code: Code }): Entry {
  const entryOf = table[code] as (details: AuthErrorDetails[AuthErrorCode]) => Entry;
  return entryOf(details);
}

function entryOfSettings({ problems }: AuthErrorDetails["CONFIG_INVALID"]): Entry {
  if (problems.length === 0) return settingsEntries.usage;
  if (problems.some(({ message }) => /sample of the guide|placeholder/u.test(message)))
    return settingsEntries.sample;
  const kinds = new Set(problems.map(({ kind }) => kind));
  if (kinds.size === 1 && kinds.has("missing")) return settingsEntries.missing;
  return kinds.has("conflict") ? settingsEntries.conflict : settingsEntries.invalid;
}

function entryOfRedirect({ reason, ours }: AuthErrorDetails["REDIRECT_MALFORMED"]): Entry {
  switch (reason) {
    case "authorization-url":
      return redirectEntries.ownLink;
    case "bare-code":
      return redirectEntries.bareCode;
    case "duplicate-parameter":
    case "code-and-error":
    case "user-info":
      return redirectEntries.untrusted;
    case "encoded-twice":
      return redirectEntries.encodedTwice;
    case "other-redirect":
      return ours ? redirectEntries.otherRedirect : redirectEntries.foreignRedirect;
    case "other-instance":
      return redirectEntries.otherInstance;
    case "other-issuer":
      return redirectEntries.otherIssuer;
    default:
      return redirectEntries.unreadable;
  }
}

/** EPERM binds even root, EACCES is about owner and modes (POSIX.1-2024, 2.3). */
function entryOfFile({ reason, privacy, systemCode }: AuthErrorDetails["CREDENTIAL_FILE_UNWRITABLE"]): Entry {
  if (privacy) return fileEntries.privacy;
  return fileEntries[systemCode === "EPERM" ? "locked" : reason];
}

function entryOfApi({ status, reason, table, credential }: AuthErrorDetails["API_REJECTED"]): Entry {
  if (reason === "scope") return apiEntries.scope;
  if (reason === "no-table" && isRegistryTable(table))
    return table === "oauth_entity" ? tableEntries.noRegistry : tableEntries.noScopeTable;
  if (reason === "no-table") return apiEntries.noTable;
  if (reason === "row") return tableEntries.row;
  if (reason === "right" && isRegistryTable(table)) return tableEntries.registry;
  if (status === 401 && credential === "password") return tableEntries.password;
  return reason === "right" || status === 403 ? apiEntries.acl : apiEntries.notAuthenticated;
}

/** Of the stored files only the one that says which profile is chosen belongs to none. */
export function isChoiceDamaged({ profile, reason }: AuthErrorDetails["STORE_UNUSABLE"]): boolean {
  return profile === undefined && reason === "unreadable";
}

/** By what the system, or SQLite, refused with (sqlite.org/rescode.html). */
const storeKeys: Readonly<Record<string, "full" | "readOnly" | "tooManyFiles">> = {
  ENOSPC: "full",
  EDQUOT: "full",
  EFBIG: "full",
  "SQLite 13": "full",
  EROFS: "readOnly",
  "SQLite 8": "readOnly",
  EMFILE: "tooManyFiles",
  ENFILE: "tooManyFiles",
};

function entryOfStore(details: AuthErrorDetails["STORE_UNUSABLE"]): Entry {
  const { reason = "io", systemCode = "" } = details;
  if (isChoiceDamaged(details)) return storeEntries.choice;
  return storeEntries[reason === "io" ? (storeKeys[systemCode] ?? "io") : reason];
}

const tlsKeys = {
  "self-signed": "selfSigned",
  "unknown-issuer": "unknownIssuer",
  expired: "expired",
  "not-yet-valid": "notYetValid",
  "wrong-host": "wrongHost",
  "not-tls": "notTls",
  protocol: "protocol",
  other: "other",
} as const;

function entryOfNetwork({ reason, tls, proxy }: AuthErrorDetails["INSTANCE_UNREACHABLE"]): Entry {
  switch (reason) {
    case "tls":
      return tlsEntries[tlsKeys[tls?.fault ?? "other"]];
    case "proxy":
      if (proxy === undefined) return networkEntries.proxyUrlInvalid;
      if (proxy.status === undefined) return networkEntries.proxyUnreachable;
      return proxy.status === 407 ? networkEntries.proxyWantsPassword : networkEntries.proxyRefused;
    case "name-not-found":
      return networkEntries.nameNotFound;
    case "timed-out":
      return networkEntries.timedOut;
    case "network":
      return networkEntries.unreachable;
    default:
      return networkEntries[reason];
  }
}

const answerKeys = {
  hibernating: "hibernating",
  "login-page": "loginPage",
  html: "page",
  redirect: "redirected",
  "server-error": "serverError",
  "not-json": "page",
  "too-large": "notAnInstance",
  cut: "cut",
  shape: "unusable",
} as const;

function entryOfAnswer({ reason, status, endpoint }: AuthErrorDetails["TOKEN_RESPONSE_INVALID"]): Entry {
  if (status === 429) return answerEntries.tooMany;
  if (endpoint === "revocation" && status === 404) return answerEntries.noRevocation;
  if (endpoint === "user" && (status === 404 || reason === "shape")) return answerEntries.userHidden;
  if (reason === "shape" && (endpoint === "table" || endpoint === "authorization"))
    return answerEntries.notAnInstance;
  return answerEntries[answerKeys[reason]];
}
