import type { Attempt } from "../attempt.ts";
import { type Cause, tokenFlowLog } from "../entry.ts";

/** Seconds that a refresh token lives unless the record says otherwise: 100 days. */
const defaultLifespan = 8_640_000;
const invalidTokenLog = `${tokenFlowLog}; it then says invalid_token`;

/** Whether the refresh token's day has come; undefined where its age is not known. */
function isPast({ refreshTokenAge, refreshTokenLifespan = defaultLifespan }: Attempt): boolean | undefined {
  return refreshTokenAge === undefined ? undefined : refreshTokenAge >= refreshTokenLifespan;
}

export const refreshExpired: Cause = {
  id: "refresh-expired",
  cause: "The refresh token has died: refreshing does not extend its life, only a new login does.",
  check: ["When the login was, against the record's Refresh Token Lifespan (by default 100 days)."],
  fix: [
    "Log in again.",
    "If it dies too soon, raise Refresh Token Lifespan in the OAuth record before the login: tokens keep the date of their own login.",
  ],
  source: "KB0791140; guide, Invalid grant",
  log: invalidTokenLog,
  weigh: (attempt) => {
    const past = isPast(attempt);
    if (past === undefined) return undefined;
    if (!past) return "unlikely";
    return attempt.refreshTokenLifespan === undefined ? "likely" : "certain";
  },
};

export const refreshRevoked: Cause = {
  id: "refresh-revoked",
  cause:
    "The refresh token was revoked before its day: by an administrator, by its user, or by another program that logged out.",
  check: [
    "Whether it is still listed in System OAuth > Manage Tokens.",
    "Who else uses the same record and user: they share one token pair.",
  ],
  fix: ["Log in again."],
  source: "ServiceNow documentation, t_ManageTokens; KB0791140",
  log: invalidTokenLog,
  weigh: (attempt) => {
    const past = isPast(attempt);
    if (past === undefined) return undefined;
    return past ? "unlikely" : "likely";
  },
};

export const userDeactivated: Cause = {
  id: "user-deactivated",
  cause: "The user whom the token belongs to was deactivated, or locked out.",
  check: ["The user's record: Active and Locked out."],
  fix: ["Have the user activated again; or log in as another one."],
  source: "inferred; peers' lists of the causes of invalid_grant",
  log: invalidTokenLog,
};

export const refreshOfOther: Cause = {
  id: "refresh-of-other",
  cause: "The refresh token belongs to another OAuth record or another instance.",
  check: ["Which record and instance it was issued by; a token pasted whole has 86 characters."],
  fix: ["Use it with the client id and instance that it was issued for, or log in again."],
  source: "community td-p/2373416",
  log: invalidTokenLog,
  weigh: ({ refreshTokenAge, workedBefore }) =>
    refreshTokenAge === undefined && !workedBefore?.client ? undefined : "unlikely",
};

export const refreshParallel: Cause = {
  id: "refresh-parallel",
  cause:
    "Several processes refreshed the same token at once: an instance then refuses some of them, now and then.",
  check: ["Whether the same request succeeds a moment later."],
  fix: [
    "Let one process refresh and the others wait, some minutes before the end; `nowtoken token` and `nowtoken exec` do.",
    "Try again: a single refusal does not mean that the token is dead.",
  ],
  source: "community td-p/2373416; SDK",
  // One process of ours refreshes at a time.
  weigh: () => "unlikely",
};

export const lifespanStamped: Cause = {
  id: "lifespan-stamped",
  cause: "A token keeps the date that it was issued with: a lifespan that was raised later does not move it.",
  check: ["When the lifespan was raised, and when the last login was."],
  fix: ["Log in again after the change: the new refresh token gets the new lifespan."],
  source: "oauth_credential.expires; inferred from KB0791140",
};
