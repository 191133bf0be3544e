import { type Cause, codePatterns, type Entry } from "../entry.ts";

const copyAgain =
  "Copy the whole address from the address bar of the browser after Allow, and paste it unchanged.";
const startAgain = "Start again and use only the browser window that opens then.";
const source = "RFC 6749 §4.1.2; peers' reports of what people paste";

export const wrongThingCopied: Cause = {
  id: "wrong-thing-copied",
  cause: "What was pasted is not the address of the page that comes after Allow.",
  check: ["That the address bar holds both ?code= and state= when you copy it."],
  fix: [copyAgain],
  source,
};

const linkCopied: Cause = {
  id: "link-copied",
  cause: "That is the link to open, not the address that the browser ends on.",
  check: ["The address holds /oauth_auth.do: the page after Allow has another one."],
  fix: ["Open the link, click Allow, and copy the address of the page that comes then."],
  source,
};

const codeAlone: Cause = {
  id: "code-alone",
  cause: "That is a code alone: without its state nothing shows that it answers this login.",
  check: ["That the copied text begins with http and holds state=."],
  fix: [copyAgain],
  source: "RFC 6749 §10.12",
};

const addressTampered: Cause = {
  id: "address-tampered",
  cause:
    "The address carries what no instance sends: a parameter twice, a code and an error, or a user name before its host.",
  check: ["Where the address came from: only the address bar of your own browser counts."],
  fix: [startAgain],
  source: "RFC 6749 §3.1; RFC 3986 §7.6",
};

const copiedElsewhere: Cause = {
  id: "encoded-twice",
  cause:
    "The address was percent-encoded twice, so its code would not arrive intact: a mail, a chat or a log does that.",
  check: ["Whether it holds %25."],
  fix: ["Copy the address from the address bar itself, not from a mail, a chat or a log."],
  source,
};

const firstRedirectUsed: Cause = {
  id: "first-redirect-used",
  cause: "The OAuth record does not list our redirect URL, so the instance used the first one that it has.",
  check: ["The record's Redirect URL field: an instance falls back to its first entry without a word."],
  fix: [
    "Add our redirect URL to the record's Redirect URL field,",
    "or run again with --redirect-uri set to the address that the browser came back to.",
  ],
  source: "ServiceNow documentation, t_CreateEndpointforExternalClients; KB2109232 says otherwise",
};

const foreignAddress: Cause = {
  id: "foreign-address",
  cause:
    "The browser was sent to somebody else's address: the record lists one that is not ours, or somebody plays tricks.",
  check: ["The record's Redirect URL field: who owns each address in it."],
  fix: [startAgain],
  source: "RFC 6749 §10.6",
};

const otherHost: Cause = {
  id: "other-host",
  cause:
    "The address is of another instance or host: another login's tab, or another name of the same instance.",
  check: ["The host in the address bar against the instance's name in the settings."],
  fix: [startAgain, "If the instance has a custom host name, give that one as the instance."],
  source,
};

const otherIssuer: Cause = {
  id: "other-issuer",
  cause: "The address names another issuer than the instance: two servers may be mixed up.",
  check: ["Where the address came from."],
  fix: ["Somebody may be mixing up two servers: start again, and do not paste addresses from others."],
  source: "RFC 9207",
};

const otherAttempt: Cause = {
  id: "other-attempt",
  cause:
    "The address belongs to another login attempt: an older tab, or a second login that was begun since.",
  check: ["How many logins were begun, and which window is the last one."],
  fix: [
    "Use only the browser window that this login opened, and copy its whole address after Allow.",
    "A second login within a minute can bring back the earlier answer: wait a minute, then start again.",
    "Never paste an address that somebody sent you.",
  ],
  source: "RFC 6749 §10.12; jacebenson/jsn issue 61",
};

const beginAgain =
  "Begin again with `nowtoken url`, open what it prints, and give the new address to `nowtoken exchange`.";

const loginUsed: Cause = {
  id: "login-used",
  cause: "This login has been used already: a redirect works once.",
  check: ["Whether the exchange had run before: its tokens are in the credential file then."],
  fix: [beginAgain],
  source: "nowtoken, pending logins",
};

const loginExpired: Cause = {
  id: "login-expired",
  cause: "This login has expired: it waits ten minutes.",
  check: ["When `nowtoken url` was run."],
  fix: [beginAgain],
  source: "nowtoken, pending logins",
};

const loginUnknown: Cause = {
  id: "login-unknown",
  cause:
    "No login is waiting for this address: it was begun on another machine, by another user, or in another state folder.",
  check: ["NOWTOKEN_STATE_DIR, and the user, of both commands."],
  fix: [beginAgain],
  source: "nowtoken, pending logins",
};

/** What was pasted, or what the browser brought, is not the answer to our request. */
export const redirectEntries = {
  unreadable: {
    id: "redirect-unreadable",
    title: "What was pasted cannot be read as an address",
    patterns: [
      "nothing was pasted",
      "cannot be read as an address",
      "too long for an address",
      "carries no authorization code",
    ],
    causes: [wrongThingCopied],
    certainty: "certain",
  },
  ownLink: {
    id: "redirect-is-our-link",
    title: "That is the link to open, not the address that the browser ends on",
    patterns: ["that is the link to open"],
    causes: [linkCopied],
    certainty: "certain",
  },
  bareCode: {
    id: "redirect-is-bare-code",
    title: "That is a code alone",
    patterns: ["that is a code alone"],
    causes: [codeAlone],
    certainty: "certain",
  },
  untrusted: {
    id: "redirect-untrusted",
    title: "The address cannot be trusted",
    patterns: ["so it cannot be trusted", "carries a user name before its host"],
    causes: [addressTampered],
    certainty: "certain",
  },
  encodedTwice: {
    id: "redirect-encoded-twice",
    title: "The address was percent-encoded twice",
    patterns: ["percent encoded twice"],
    causes: [copiedElsewhere],
    certainty: "certain",
  },
  otherRedirect: {
    id: "redirect-other-address",
    title: "The browser came back to another address than the redirect URI",
    patterns: [["the browser came back to", "instead of"]],
    causes: [firstRedirectUsed],
  },
  foreignRedirect: {
    id: "redirect-foreign-address",
    title: "That address is neither the instance's nor this computer's",
    patterns: ["that address is neither the instance s nor this computer s"],
    causes: [foreignAddress],
    certainty: "certain",
  },
  otherInstance: {
    id: "redirect-other-host",
    title: "That address is of another host",
    patterns: ["that address is of another host"],
    causes: [otherHost],
  },
  otherIssuer: {
    id: "redirect-other-issuer",
    title: "The address names another issuer",
    patterns: ["the address names another issuer"],
    causes: [otherIssuer],
    certainty: "certain",
  },
  otherState: {
    id: "state-differs",
    title: "The address belongs to another login attempt",
    patterns: ["belongs to another login attempt", ...codePatterns("STATE_MISMATCH")],
    causes: [otherAttempt],
    certainty: "certain",
  },
  noState: {
    id: "state-absent",
    title: "The address has no state",
    patterns: ["the address has no state"],
    causes: [wrongThingCopied, otherAttempt],
    certainty: "certain",
  },
  used: {
    id: "login-used",
    title: "This login has been used already",
    patterns: ["this login has been used already"],
    causes: [loginUsed],
    certainty: "certain",
  },
  expired: {
    id: "login-expired",
    title: "This login has expired",
    patterns: ["this login has expired"],
    causes: [loginExpired],
    certainty: "certain",
  },
  unknown: {
    id: "login-unknown",
    title: "No login is waiting for this address",
    patterns: ["no login is waiting for this address"],
    causes: [loginUnknown],
  },
} as const satisfies Record<string, Entry>;
