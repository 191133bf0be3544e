import type { Attempt } from "../attempt.ts";
import { type Cause, neverOurs, type Verdict } from "../entry.ts";
import type { SecretShape } from "../secret-shape.ts";

const copySecret = "Copy the client secret again from the OAuth record, with the lock icon beside the field.";
/** The line that names the secret (ci-integration.md of ServiceNow's SDK). */
const secretLog = 'System Logs > System Log > All: "Exception on token flow - client_secret"';
/** Shorter than any secret that an instance generates (guess). */
const shortest = 8;

/** A cause that the secret's shape shows, or rules out. */
const shown =
  (verdict: Verdict, shows: (secret: SecretShape) => boolean) =>
  ({ secret }: Attempt): Verdict =>
    secret !== null && shows(secret) ? verdict : "excluded";

export const secretWrong: Cause = {
  id: "secret-wrong",
  cause: "The client secret is not the one of the OAuth record.",
  check: [
    "Compare client id and client secret with the OAuth record, and check that the record is active.",
    "Whether the secret was generated anew since it was copied: the old one ends at once.",
  ],
  fix: [
    copySecret,
    "If nobody can read it any more, generate a new one in the record; every connector that uses the record then needs it.",
  ],
  source: "guide, Invalid client; community td-p/2373416; SDK ci-integration.md",
  log: secretLog,
  weigh: ({ secret, workedBefore }) => {
    if (secret === null) return "excluded";
    if (workedBefore !== undefined) return workedBefore.client ? "unlikely" : "likely";
    return secret.length < shortest ? "likely" : undefined;
  },
};

const secretGarbled: Cause = {
  id: "secret-garbled",
  cause:
    "The instance made another client secret of the one that was written through its API when the record was made.",
  check: ["What the lock icon beside Client Secret shows in the record."],
  fix: [
    "Open the record, copy the client secret behind its lock icon, and give it to `nowtoken login --client-secret-stdin`.",
  ],
  source: "disputed: one tool's author says so, two other tools write secrets that work",
  log: secretLog,
  needsAttempt: true,
  weigh: ({ secretWrittenByApi }) => (secretWrittenByApi ? "likely" : "excluded"),
};

export const secretMissing: Cause = {
  id: "secret-missing",
  cause: "No client secret was sent, and the OAuth record is not one of a public client.",
  check: ["Whether Public Client is ticked in the record."],
  fix: ["Give the client secret, or have the record made a public client, which needs PKCE."],
  source: "community td-p/2373416; KB1645540",
  log: secretLog,
  weigh: ({ secret, workedBefore }) => {
    if (secret !== null) return "excluded";
    return workedBefore?.client ? "unlikely" : "likely";
  },
};

const secretMasked: Cause = {
  id: "secret-masked",
  cause: "The client secret is what a form shows instead of it: dots or asterisks.",
  check: ["What the clipboard really holds: paste it into an editor."],
  fix: ["Open the lock icon beside the field first, then copy the client secret."],
  source: "ServiceNow documentation, t_CreateEndpointforExternalClients",
  log: secretLog,
  needsAttempt: true,
  weigh: shown("certain", ({ isMasked }) => isMasked),
};

const secretIsClientId: Cause = {
  id: "secret-is-client-id",
  cause: "The client secret is the client id, pasted twice.",
  check: ["Which of the record's two fields was copied last."],
  fix: [copySecret],
  source: "the attempt itself",
  log: secretLog,
  needsAttempt: true,
  weigh: shown("certain", ({ isClientId }) => isClientId),
};

const secretQuoted: Cause = {
  id: "secret-quoted",
  cause: "The client secret stands in quotes, which were taken for a part of it.",
  check: ["Whether the quotes come from a script or a file that the secret was copied from."],
  fix: ["Give the secret without its quotes."],
  source: "the attempt itself",
  log: secretLog,
  needsAttempt: true,
  weigh: shown("likely", ({ isQuoted }) => isQuoted),
};

export const secretBlank: Cause = {
  id: "secret-blank",
  cause:
    "The client secret holds a blank or a character that no generated secret has: pasting brought it along.",
  check: ["That the secret is one word, without a line break, a no-break space or typographic quotes."],
  fix: [copySecret],
  source: "stojdev/oauth-client; community threads on trailing blanks",
  log: secretLog,
  weigh: shown(
    "likely",
    ({ hasBlank, hasForeign, isQuoted, isMasked }) => !isQuoted && !isMasked && (hasBlank || hasForeign),
  ),
};

const secretEncoded: Cause = {
  id: "secret-encoded",
  cause: "The client secret was copied percent-encoded, out of a URL or a form.",
  check: ["Whether it holds pieces such as %2B or %26."],
  fix: ["Give the secret as the record shows it; nowtoken encodes it itself."],
  source: "stojdev/oauth-client, SERVICENOW_SUCCESS.md",
  log: secretLog,
  needsAttempt: true,
  weigh: shown("likely", ({ isEncoded }) => isEncoded),
};

export const secretUnencoded: Cause = {
  id: "secret-unencoded",
  cause: "The client secret holds a character such as + & ~ [ and was sent without percent-encoding.",
  check: ["Whether the secret holds + & ~ [ % or alike, and how the program builds its form."],
  fix: [
    "Let the program encode the form (curl: --data-urlencode; Python: requests' data=…), or use nowtoken.",
  ],
  source: "stojdev/oauth-client, SERVICENOW_SUCCESS.md",
  log: secretLog,
  weigh: neverOurs,
};

/** What only the attempt itself can show: the secret's shape, and where it comes from. */
export const secretShapeCauses = [
  secretMasked,
  secretIsClientId,
  secretQuoted,
  secretEncoded,
  secretGarbled,
] as const;
