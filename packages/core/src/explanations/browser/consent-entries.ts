import { somethingBetween } from "../answers/answer-entries.ts";
import { type Cause, codePatterns, type Entry } from "../entry.ts";
import { recordInactive, scopeMissing } from "../refusals/record-causes.ts";
import { redirectDiffers } from "../refusals/request-causes.ts";
import { ourWords } from "../vocabulary.ts";

const personDenied: Cause = {
  id: "person-denied",
  cause: "Somebody clicked Deny on the page that asks for consent.",
  check: ["Who was signed in at that page."],
  fix: ["Log in again and click Allow."],
  source: "RFC 6749 §4.1.2.1; what an instance sends on Deny is not documented",
};

const userMayNot: Cause = {
  id: "user-may-not-consent",
  cause: "The signed-in user may not use this OAuth application.",
  check: ["The user's roles, and the record's application access."],
  fix: [
    "Check that the signed-in user may use this OAuth application.",
    "Log in again as the integration's own user.",
  ],
  source: "pchec/sn-oauth; jacebenson/jsn",
};

const wrongAccount: Cause = {
  id: "wrong-account",
  cause: "The browser was still signed in as somebody else when Allow was clicked.",
  check: ["Who the instance's main menu shows as signed in."],
  fix: [
    "Log in again in a private window, and sign in as the integration's own account before you click Allow.",
  ],
  source: "the tokens get the rights of whoever clicks Allow",
};

const nobodyAnswered: Cause = {
  id: "nobody-answered",
  cause: "Nobody finished the login in the browser in time.",
  check: ["Whether the browser opened at all, and on which page it stands now."],
  fix: ["Start again, or give more time with --wait, e.g. --wait 15m."],
  source: "nowtoken, --wait",
};

/** The person's answer on the consent page, and who the person was. */
export const consentEntries = {
  denied: {
    id: "access-denied",
    title: "error=access_denied, in the address that the browser comes back to",
    patterns: [
      ["error access denied", ["state", "callback", "consent", "deny", "oauth redirect do"]],
      "the request was denied in the browser",
    ],
    causes: [personDenied, userMayNot, redirectDiffers],
  },
  deniedSomehow: {
    id: "access-denied-alone",
    title: "access_denied, and nothing else",
    patterns: [{ whole: "access denied" }, { whole: "error access denied" }, ["access denied", ourWords]],
    causes: [personDenied, redirectDiffers, userMayNot, somethingBetween],
    certainty: "possible",
    isGeneral: true,
  },
  refused: {
    id: "authorization-refused",
    title: "The instance refused the authorization request",
    patterns: ["refused the authorization request", ...codePatterns("AUTHORIZATION_REJECTED")],
    causes: [scopeMissing, recordInactive, redirectDiffers],
    certainty: "possible",
  },
  wrongUser: {
    id: "wrong-user",
    title: "The tokens belong to somebody else",
    patterns: [["the tokens belong to", "not to"], ...codePatterns("WRONG_USER")],
    causes: [wrongAccount],
  },
  timedOut: {
    id: "login-timed-out",
    title: "Nobody answered within … seconds",
    patterns: ["nobody answered within", ...codePatterns("LOGIN_TIMED_OUT")],
    causes: [nobodyAnswered],
  },
} as const satisfies Record<string, Entry>;
