import { compareAddresses, isNearMiss } from "./address-difference.ts";
import { type Finding, failed, note, warning } from "./finding.ts";
import type { RecordExpectation, RecordReading } from "./record-reading.ts";
import { loopbackUriOf } from "./registry-record.ts";

/** The record's list against ours: what is missing or nearly there, its order, and what else it lists. */
export function checkRedirects({ row }: RecordReading, expectation: RecordExpectation): Finding[] {
  const { record, needed } = expectation;
  // Hidden is not empty: see check-unseen.ts.
  if (row["redirect_url"] === undefined) return [];
  const listed = splitList(row["redirect_url"]);
  if (listed.length === 0) return [nothingListed(needed)];
  const missing = record.redirectUris.filter((uri) => !listed.includes(uri));
  const others = listed.filter((uri) => !record.redirectUris.includes(uri));
  const nearMisses = new Map(missing.map((uri) => [uri, others.find((other) => isNearMiss(uri, other))]));
  const strangers = others.filter((uri) => ![...nearMisses.values()].includes(uri));
  return [
    ...missing.flatMap((uri) =>
      notListed(uri, { near: nearMisses.get(uri), isNeeded: needed.includes(uri) }),
    ),
    ...checkOrder(listed, expectation),
    ...strangers.map((uri) => stranger(uri, expectation)),
  ];
}

/**
 * Entries stand between commas, and one blank behind a comma is how the documentation writes it. Any other blank is
 * kept: instances compare byte by byte.
 */
const splitList = (field: string): string[] =>
  field
    .split(",")
    .map((entry, index) => (index === 0 ? entry : entry.replace(/^ /u, "")))
    .filter((entry) => entry.trim() !== "");

function nothingListed(needed: readonly string[]): Finding {
  return failed("redirect-empty", {
    what: "The record lists no redirect URL.",
    why: 'The browser ends on "Missing redirect URL in application registration".',
    fix: `Set Redirect URL to ${needed.join(",")}`,
  });
}

/** A convenience that is not there is no fault; one that is misspelled is. */
function notListed(
  uri: string,
  { near, isNeeded }: { near: string | undefined; isNeeded: boolean },
): Finding[] {
  const compared = near === undefined ? undefined : compareAddresses(uri, near);
  const why =
    "The instance compares byte by byte: it refuses the login, or sends the code to the first URL of the list.";
  if (compared !== undefined) {
    const { inWords, ...difference } = compared;
    const kind = isNeeded ? failed : warning;
    const what = `The record lists nearly ${uri}: ${inWords}.`;
    return [
      kind("redirect-differs", {
        what,
        why,
        fix: "Replace the entry by ours, letter for letter.",
        difference,
      }),
    ];
  }
  if (!isNeeded) return [];
  const fix = "Add it to Redirect URL, with a comma between two.";
  return [failed("redirect-missing", { what: `The record does not list ${uri}`, why, fix })];
}

function checkOrder([first = "", ...rest]: readonly string[], expectation: RecordExpectation): Finding[] {
  const { record, needed } = expectation;
  const isRight = first === record.redirectUris[0] || needed.includes(first);
  if (isRight || !needed.some((uri) => rest.includes(uri))) return [];
  return [
    warning("redirect-order", {
      what: `The first redirect URL is ${compareAddresses("", first)?.actual}, not ours.`,
      // t_CreateEndpointforExternalClients.md
      why: "Where an instance finds no match it falls back to the first one, and the code goes there.",
      fix: `Put ${needed[0]} first.`,
    }),
  ];
}

function stranger(uri: string, { record }: RecordExpectation): Finding {
  const shown = compareAddresses("", uri)?.actual ?? uri;
  if (/\s|;/u.test(uri)) {
    return failed("redirect-separator", {
      what: `An entry of the redirect URLs holds a blank, a line end or a semicolon: ${shown}`,
      why: "Only commas separate entries, so the instance takes this for one address.",
      fix: "Write the addresses with commas between them and nothing else.",
    });
  }
  if (uri.includes("*")) {
    return failed("redirect-wildcard", {
      what: `The record lists a redirect URL with a wildcard: ${shown}`,
      why: "It matches nothing where addresses are compared byte by byte, and anybody's address where they are not.",
      fix: "Replace it by whole addresses, or remove it.",
    });
  }
  if (loopbackUriOf({ redirectUris: [uri], instanceUrl: record.instanceUrl }) !== undefined) {
    return warning("redirect-loopback", {
      what: `The record lists an address of somebody's own computer: ${shown}`,
      why: "A production record needs it for the login alone: any program of that computer could take a code there.",
      fix: "Remove it, when no login uses it any more.",
    });
  }
  if (/^http:/iu.test(uri) && !isOnInstance(uri, record.instanceUrl)) {
    return failed("redirect-insecure", {
      what: `The record lists a redirect URL without TLS: ${shown}`,
      why: "Whoever is on the way can read the authorization codes that are sent there.",
      fix: "Change it to https, or remove it.",
    });
  }
  if (isOnInstance(uri, record.instanceUrl)) {
    return note("redirect-own", {
      what: `The record also lists ${shown}`,
      why: "It leads to the instance itself: no code leaves for elsewhere.",
      fix: "Remove it if nothing uses it.",
    });
  }
  return warning("other-connector", {
    what: `The record also lists ${shown}: another product uses it, or did.`,
    // KB0791140: one pair of tokens a user and record.
    why: "The two share secret, lifespans and scopes, and for the same user even the tokens: what one revokes the other loses.",
    fix: "Make a record for each product; remove the address if nothing uses it.",
  });
}

function isOnInstance(uri: string, instanceUrl: string): boolean {
  return URL.parse(uri, instanceUrl)?.origin === instanceUrl;
}
