import type { Cause, Entry } from "../entry.ts";
import { catchAllWords, ourWords } from "../vocabulary.ts";
import { passwordGrantOff, userCannotSignIn } from "./other-grant-causes.ts";
import { recordChanged } from "./record-causes.ts";
import { lifespanStamped, refreshExpired, refreshParallel, refreshRevoked } from "./refresh-causes.ts";
import { bodyNotForm, parametersInUrl } from "./request-causes.ts";
import { secretBlank, secretUnencoded } from "./secret-causes.ts";

const refreshNotIssued: Cause = {
  id: "refresh-not-issued",
  cause:
    "The record issues no refresh token: it is one for client credentials or a public client, or its Refresh Token Lifespan is 0.",
  check: [
    "The record's grant, Public Client, and Refresh Token Lifespan.",
    "Sources disagree whether public clients get one.",
  ],
  fix: [
    "Have the record made for the authorization code grant, confidential, with a Refresh Token Lifespan above 0; then log in again.",
  ],
  source: "ServiceNow documentation, authorization-workflow; captures that disagree",
};

const secretUnreadable: Cause = {
  id: "secret-unreadable",
  cause: "The Table API gives the client secret masked or encrypted; nobody can read it that way.",
  check: ["Whether the value is dots, asterisks or far longer than the secret in the form."],
  fix: [
    "Copy it in the form with the lock icon; where that shows nothing, generate a new one and give it to every connector of the record.",
  ],
  source: "community; reported by a tool's author; SDK docs",
};

/** What somebody complains of who has changed something. */
const unheeded = [
  "still",
  "old date",
  "anyway",
  "yet",
  "but",
  "though",
  "although",
  "no effect",
  "nothing changes",
  "ignored",
  "does not affect",
  "doesn t affect",
  "does not change",
];
const ends = ["stop being valid", "stops being valid", "stops working", "stopped working", "no longer works"];
const lifespans = ["lifespan", "lifespans", "lifetime", "life span"];
const changes = [
  "raised",
  "raising",
  "increased",
  "increasing",
  "extended",
  "extending",
  "changed",
  "changing",
  "set to",
  "longer",
];
const nowAndThen = [
  "random",
  "randomly",
  "at random",
  "intermittent",
  "intermittently",
  "sometimes",
  "occasionally",
  "now and then",
  "at the same time",
  "at once",
  "in parallel",
];
const refreshes = ["refresh", "refreshes", "refreshing", "refresh token", "refresh tokens"];
const failures = ["401", "access denied", "refused", "fails", "fail", "failed", "error"];
const otherClients = ["postman", "insomnia", "curl"];
const works = ["works", "work", "worked", "succeeds", "can get", "fine", "ok"];
const programs = [
  "code",
  "script",
  "program",
  "app",
  "java",
  "python",
  "node",
  "javascript",
  "c",
  "php",
  "powershell",
  "httpclient",
];
/** What was done to an instance, without `git clone` and a connection that was reset. */
const cloned = [
  "after clone",
  "after a clone",
  "after the clone",
  "since the clone",
  "since clone",
  "clone last",
  "was cloned",
  "were cloned",
  "been cloned",
  "clone of the instance",
  "clone of production",
  "cloned over",
  "cloned from",
  "after cloning",
  "got cloned",
  "pdi was reset",
  "pdi got reset",
  "instance was reset",
  "instance got reset",
  "reset the instance",
  "reset of the instance",
  "after the reset",
  "after a reset",
  "refreshed from production",
  "refreshed from prod",
];
const singleSignOn = [
  "sso",
  "single sign on",
  "saml",
  "mfa",
  "multi factor",
  "second factor",
  "two factor",
  "2fa",
];

/** What people say of tokens that worked and then did not, in their own words. */
export const lifeEntries = {
  hundredDays: {
    id: "dies-after-100-days",
    title: "The integration stops every 100 days though it refreshes all day: the refresh token expired",
    patterns: [
      [["100 days", "hundred days", "three months", "3 months"], ourWords],
      ["8640000", ourWords],
      [
        ["refresh token", "refresh tokens"],
        ["expired", "expires", "has died", "dies", "died", "no longer valid", ...ends],
      ],
    ],
    causes: [refreshExpired, lifespanStamped, refreshRevoked],
    isGeneral: true,
    isTold: true,
  },
  lifespanRaised: {
    id: "lifespan-raised",
    title: "The token's lifespan was raised, and the refresh token still dies on its old date",
    patterns: [[lifespans, changes, unheeded, ourWords]],
    causes: [lifespanStamped],
    isTold: true,
  },
  parallel: {
    id: "random-refusals",
    title: "Random 401 on refresh of an OAuth token, though nothing changed",
    patterns: [[nowAndThen, failures, refreshes, ourWords]],
    causes: [refreshParallel],
    isTold: true,
  },
  notIssued: {
    id: "no-refresh-token",
    title: "No refresh token in the answer: Refresh token: (not issued)",
    patterns: [
      "refresh token not issued",
      "no refresh token",
      "issued no refresh token",
      "without a refresh token",
      "keyerror refresh token",
    ],
    causes: [refreshNotIssued],
  },
  worksInPostman: {
    id: "works-in-postman",
    title: "Works in Postman, fails in code",
    patterns: [
      [otherClients, works, programs],
      [otherClients, works, failures, ourWords],
      ["token", "postman", "not", programs],
    ],
    causes: [bodyNotForm, parametersInUrl, secretUnencoded, secretBlank],
    isGeneral: true,
    certainty: "possible",
    isTold: true,
  },
  secretMasked: {
    id: "secret-masked-by-api",
    title: "The client secret read through the Table API is masked or encrypted",
    patterns: [
      [
        "client secret",
        ["masked", "encrypted", "asterisks", "dots", "stars", "cannot be read", "garbled"],
        ["api", "rest", "oauth entity", "json", "response"],
      ],
    ],
    causes: [secretUnreadable],
    isGeneral: true,
    isTold: true,
  },
  cloned: {
    id: "after-clone",
    title: "Stopped after a clone or after a reset of the instance: OAuth access_denied",
    patterns: [
      [cloned, ["oauth", "client secret", "client id", "invalid client", "access token", "refresh token"]],
      [cloned, ["access denied", "401", "connector"], ["servicenow", "service now", "pdi", "oauth"]],
      [cloned, "server error", "access denied", catchAllWords],
    ],
    causes: [recordChanged],
    isDecisive: true,
    isTold: true,
  },
  passwordRight: {
    id: "password-right-no-token",
    title: "No OAuth token although the password is right",
    patterns: [
      [["password is right", "password is correct", "right password", "correct password"], ourWords],
    ],
    causes: [userCannotSignIn],
    isGeneral: true,
    isTold: true,
  },
  passwordOfSingleSignOn: {
    id: "password-grant-single-sign-on",
    title: "The password grant (ROPC) fails for users with SSO or MFA",
    patterns: [[["password grant", "grant type password", "ropc", "resource owner password"], singleSignOn]],
    causes: [userCannotSignIn, passwordGrantOff],
    isDecisive: true,
    isTold: true,
  },
} as const satisfies Record<string, Entry>;
