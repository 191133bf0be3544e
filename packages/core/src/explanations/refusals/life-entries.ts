import type { Cause, Entry } from "../entry.ts";
import { userCannotSignIn } from "./other-grant-causes.ts";
import { recordChanged } from "./record-causes.ts";
import { lifespanStamped, refreshExpired, refreshParallel } from "./refresh-causes.ts";
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

/** What people say of tokens that worked and then did not, in their own words. */
export const lifeEntries = {
  hundredDays: {
    id: "dies-after-100-days",
    title: "The integration stops every 100 days though it refreshes all day",
    patterns: ["100 days", "hundred days", ["refresh token", "expired"], ["refresh token", "has died"]],
    causes: [refreshExpired, lifespanStamped],
    isGeneral: true,
  },
  lifespanRaised: {
    id: "lifespan-raised",
    title: "The lifespan was raised, and the token still dies on its old date",
    patterns: [
      ["lifespan", "old date"],
      ["lifespan", "raised"],
      ["lifespan", "increased"],
      ["lifespan", "still expires"],
    ],
    causes: [lifespanStamped],
    isGeneral: true,
    certainty: "certain",
  },
  parallel: {
    id: "random-refusals",
    title: "Random 401 on refresh, though nothing changed",
    patterns: [
      ["random", "401"],
      ["intermittent", "401"],
      ["sometimes", "401"],
      ["now and then", "401"],
    ],
    causes: [refreshParallel],
    isGeneral: true,
  },
  notIssued: {
    id: "no-refresh-token",
    title: "No refresh token in the answer: Refresh token: (not issued)",
    patterns: [
      "refresh token not issued",
      "no refresh token",
      "issued no refresh token",
      "keyerror refresh token",
    ],
    causes: [refreshNotIssued],
  },
  worksInPostman: {
    id: "works-in-postman",
    title: "Works in Postman, fails in code",
    patterns: [
      ["postman", "401"],
      ["postman", "works", "code"],
      ["postman", "works", "script"],
      ["curl", "works", "401"],
    ],
    causes: [bodyNotForm, parametersInUrl, secretUnencoded, secretBlank],
    isGeneral: true,
    certainty: "possible",
  },
  secretMasked: {
    id: "secret-masked-by-api",
    title: "The client secret read through the API is masked or encrypted",
    patterns: [
      ["client secret", "masked"],
      ["client secret", "encrypted"],
      ["client secret", "cannot be read"],
    ],
    causes: [secretUnreadable],
    isGeneral: true,
    certainty: "certain",
  },
  cloned: {
    id: "after-clone",
    title: "Stopped after a clone, a reset or an upgrade of the instance",
    patterns: [
      ["after", "clone", "instance"],
      ["after", "cloned", "instance"],
      ["after", "reset", "instance"],
    ],
    causes: [recordChanged],
    isGeneral: true,
  },
  passwordRight: {
    id: "password-right-no-token",
    title: "No token although the password is right",
    patterns: [["password", "correct", "token"], ["password is right"]],
    causes: [userCannotSignIn],
    isGeneral: true,
  },
} as const satisfies Record<string, Entry>;
