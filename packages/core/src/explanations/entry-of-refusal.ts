import type { AuthErrorDetails } from "../errors.ts";
import type { Attempt } from "./attempt.ts";
import type { Entry } from "./entry.ts";
import { catchAllEntries } from "./refusals/catch-all-entries.ts";
import { namedEntries } from "./refusals/named-entries.ts";

type Details = AuthErrorDetails["TOKEN_REQUEST_REJECTED"];
type Asked = Attempt["request"] | "other";

const hidden: Record<Asked, Entry> = {
  "authorization-code": catchAllEntries.exchange,
  "refresh-token": catchAllEntries.refresh,
  "client-credentials": catchAllEntries.clientCredentials,
  password: catchAllEntries.password,
  "jwt-bearer": catchAllEntries.assertion,
  api: catchAllEntries.other,
  other: catchAllEntries.other,
};

const invalidGrants: Partial<Record<Asked, Entry>> = {
  "authorization-code": namedEntries.invalidGrant,
  "refresh-token": namedEntries.invalidGrantOfRefresh,
  "jwt-bearer": namedEntries.invalidAssertion,
  password: namedEntries.invalidLogin,
};

const unsupportedGrants: Partial<Record<Asked, Entry>> = {
  "client-credentials": namedEntries.clientCredentialsOff,
  password: namedEntries.passwordGrantOff,
};

/** By the instance's own word, which may be any: a Map knows no others than these. */
const named = new Map<string, (asked: Asked) => Entry>([
  ["invalid_client", () => namedEntries.invalidClient],
  ["invalid_scope", () => namedEntries.invalidScope],
  ["invalid_redirect_uri", () => namedEntries.redirectMismatch],
  ["redirect_uri_mismatch", () => namedEntries.redirectMismatch],
  ["invalid_grant", (asked) => invalidGrants[asked] ?? namedEntries.invalidOtherGrant],
  ["unsupported_grant_type", (asked) => unsupportedGrants[asked] ?? namedEntries.unsupportedGrantType],
  [
    "unauthorized_client",
    (asked) =>
      asked === "client-credentials" ? namedEntries.applicationUserMissing : namedEntries.unauthorizedClient,
  ],
]);

/** Which entry a refusal of the token endpoint is, by its words and by what was asked of it. */
export function entryOfRefusal(details: Details): Entry {
  const { error, description = "" } = details;
  if (isOfEarlierChallenge(details)) return namedEntries.earlierChallenge;
  if (/integration user is not configured/iu.test(description)) return namedEntries.applicationUserMissing;
  const asked = requestOf(details);
  if (mayHide(details)) return hidden[asked];
  return named.get(error)?.(asked) ?? namedEntries.unknown;
}

/** Whether nowtoken knows what the instance's word may mean, if only that it may hide nearly every cause. */
export function isKnownRefusal(details: Details): boolean {
  return named.has(details.error) || mayHide(details);
}

/** The catch-all, and `access_denied` in other words: both count as its doubt of a token, see `judgeRefreshFailure`. */
const mayHide = ({ error }: Details): boolean => error === "server_error" || error === "access_denied";

function requestOf({ attempt, endpoint }: Details): Asked {
  if (attempt !== undefined) return attempt.request;
  if (endpoint === undefined) return "authorization-code";
  return endpoint === "refresh" ? "refresh-token" : "other";
}

/** Whether the instance names the code challenge: it returned the code of an earlier login. */
export function isOfEarlierChallenge({ error, description = "" }: Details): boolean {
  return /code[ _](?:challenge|verifier)/iu.test(`${error} ${description}`);
}

/** Whether the instance hid the cause: `server_error`/`access_denied` answers nearly every failure of a token request. */
export function isCatchAll({ error, description }: Details): boolean {
  return (
    error === "server_error" ||
    (error === "access_denied" && (description === undefined || description === error))
  );
}
