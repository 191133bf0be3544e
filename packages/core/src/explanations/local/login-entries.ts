import type { Cause, Entry } from "../entry.ts";
import { clientIdWrong, recordChanged, recordInactive } from "../refusals/record-causes.ts";
import {
  refreshExpired,
  refreshOfOther,
  refreshParallel,
  refreshRevoked,
  userDeactivated,
} from "../refusals/refresh-causes.ts";
import { secretMissing, secretWrong } from "../refusals/secret-causes.ts";

const source = "nowtoken, the store of profiles";
const seeProfiles = "See which profiles there are with `nowtoken profile list`.";

const noProfile: Cause = {
  id: "no-profile",
  cause: "Nobody has logged in under this profile yet, here.",
  check: ["The profile's name, the user, and NOWTOKEN_STATE_DIR."],
  fix: ["Log in: `nowtoken login`.", seeProfiles],
  source,
};

const noTokens: Cause = {
  id: "no-tokens",
  cause: "The profile holds no tokens: its login kept none, or logged out.",
  check: ["Whether the login had --no-save."],
  fix: ["Log in: `nowtoken login`."],
  source,
};

const noRefreshToken: Cause = {
  id: "access-died-alone",
  cause: "There is no refresh token to get another access token with.",
  check: ["Whether the OAuth record issues refresh tokens: see no-refresh-token."],
  fix: [
    "Log in: `nowtoken login`.",
    "Have the record issue refresh tokens: made for the authorization code grant, with a Refresh Token Lifespan above 0.",
  ],
  source,
};

const answerLost: Cause = {
  id: "refresh-answer-lost",
  cause:
    "The answer to the last refresh was lost: the instance may have issued another refresh token, which never arrived.",
  check: ["Whether the network failed during an earlier refresh."],
  fix: ["Log in: `nowtoken login`."],
  source: "RFC 6749 §6; an instance itself keeps the refresh token as it is",
  weigh: () => "likely",
};

const freshNotAllowed: Cause = {
  id: "refresh-not-allowed",
  cause: "The access token has died or is about to, and --no-refresh forbids asking for another one.",
  check: ["How long the access token is still good for: `nowtoken status`."],
  fix: ["Run the command again without --no-refresh."],
  source,
};

const otherInstance: Cause = {
  id: "profile-of-other-instance",
  cause: "The tokens of the profile are for another instance or client, and are sent to no other.",
  check: ["Instance and client id in flags, environment and settings file against the profile's."],
  fix: ["Log in: `nowtoken login`.", seeProfiles],
  source,
};

const portTaken: Cause = {
  id: "port-taken",
  cause: "Another program has the port: often an earlier login that still waits.",
  check: ["Which program listens there: `lsof -i :8765`, `ss -ltnp`, or on Windows `netstat -ano`."],
  fix: [
    "End the program that has the port, or name another one: with --port, for a login with --redirect-uri (the OAuth record must list it).",
    "A login also works without a port: --mode paste.",
  ],
  source: "Node.js documentation, EADDRINUSE",
};

const portForbidden: Cause = {
  id: "port-forbidden",
  cause: "The system does not let you have this port, or this machine does not have that address.",
  check: [
    "Whether the port is below 1024, or reserved (Windows: `netsh interface ipv4 show excludedportrange protocol=tcp`).",
  ],
  fix: [
    "Take a port above 1024 in the redirect URI, and list that in the OAuth record.",
    "A login also works without a port: --mode paste.",
  ],
  source: "Node.js documentation, EACCES and EADDRNOTAVAIL",
};

/** Why tokens cannot be had without a person, and why a login cannot wait for its browser. */
export const loginEntries = {
  "no-profile": {
    id: "login-no-profile",
    title: "There is no such profile yet",
    patterns: [["there is no profile", "yet"]],
    causes: [noProfile],
    certainty: "certain",
  },
  "no-tokens": {
    id: "login-no-tokens",
    title: "The profile holds no tokens",
    patterns: [["the profile", "holds no tokens"]],
    causes: [noTokens],
    certainty: "certain",
  },
  "no-refresh-token": {
    id: "login-no-refresh-token",
    title: "The access token of the profile cannot be renewed: the instance issued no refresh token",
    patterns: [["the access token of the profile", "cannot be renewed"]],
    causes: [noRefreshToken],
    certainty: "certain",
  },
  refused: {
    id: "login-refresh-refused",
    title: "The instance refuses the refresh token of the profile",
    patterns: ["the instance refuses the refresh token", "the instance refuses what was imported"],
    causes: [
      refreshExpired,
      refreshRevoked,
      userDeactivated,
      recordChanged,
      recordInactive,
      refreshOfOther,
      refreshParallel,
      secretWrong,
      secretMissing,
      clientIdWrong,
    ],
  },
  expired: {
    id: "login-refresh-expired",
    title: "The refresh token of the profile has died",
    patterns: [["the refresh token of the profile", "has died"]],
    causes: [refreshExpired],
    certainty: "certain",
  },
  "answer-lost": {
    id: "login-answer-lost",
    title: "The answer to the last refresh was lost",
    patterns: [["the instance refuses the refresh token", "the answer to its last use was lost"]],
    causes: [answerLost, refreshRevoked],
  },
  stale: {
    id: "login-stale",
    title: "The kept access token does not live long enough, and may not be refreshed",
    patterns: ["without no refresh", "no refresh forbids", ["the access token of the profile", "has died"]],
    causes: [freshNotAllowed],
    certainty: "certain",
  },
  "other-instance": {
    id: "login-other-instance",
    title: "The tokens of the profile are for another instance or client",
    patterns: [["the tokens of the profile", "are for another instance or client"]],
    causes: [otherInstance],
    certainty: "certain",
  },
  portTaken: {
    id: "port-taken",
    title: "EADDRINUSE: address already in use",
    patterns: ["eaddrinuse", "address already in use", "another program has it"],
    causes: [portTaken],
    certainty: "certain",
  },
  portForbidden: {
    id: "port-forbidden",
    title: "EACCES, EADDRNOTAVAIL: the port cannot be used",
    patterns: [["listen", "eacces"], "eaddrnotavail", ["port", "cannot be used"]],
    causes: [portForbidden, portTaken],
  },
} as const satisfies Record<string, Entry>;
