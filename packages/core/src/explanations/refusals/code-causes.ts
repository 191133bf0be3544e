import { type Cause, neverOurs, tokenFlowLog } from "../entry.ts";

/** Seconds that an authorization code lives (one observer: community m-p/1554984). */
const codeLifespan = 60;
/** Characters of an authorization code, as of a token (KB0964444; a capture of 2017). */
const codeLength = 86;

export const codeSpent: Cause = {
  id: "code-spent",
  cause: "The authorization code is no longer good: it lives about one minute, and works once.",
  check: [
    "How long it took from the click on Allow to the exchange.",
    "Whether the same address was pasted before, here or into a script.",
  ],
  fix: ["Log in again, and paste the address at once, in one place."],
  source: "community m-p/1554984, td-p/2373416; RFC 6749 §4.1.2",
  log: tokenFlowLog,
  weigh: ({ codeAge }) => {
    if (codeAge === undefined) return undefined;
    if (codeAge.atLeast >= codeLifespan) return "likely";
    return codeAge.atMost < codeLifespan ? "unlikely" : undefined;
  },
};

export const codeCut: Cause = {
  id: "code-cut",
  cause: "The authorization code arrived changed: cut off, or with a stray blank or character in it.",
  check: [
    "That the pasted address ends as it does in the address bar; terminals cut long lines at 1,024 characters.",
  ],
  fix: ["Copy the whole address from the address bar of the browser after Allow, and paste it unchanged."],
  source: "pchec/sn-oauth (truncated URL); peers' reports of stray no-break spaces",
  log: tokenFlowLog,
  weigh: ({ codeLength: length = codeLength }) => (length < codeLength ? "possible" : "unlikely"),
};

export const codeOfOtherClient: Cause = {
  id: "code-of-other-client",
  cause: "The authorization code was issued to another client id, or by another instance.",
  check: ["That the address was opened with the same client id and instance as the exchange names."],
  fix: ["Begin and end the login with the same settings."],
  source: "RFC 6749 §5.2, invalid_grant",
  log: tokenFlowLog,
  weigh: neverOurs,
};

export const earlierChallenge: Cause = {
  id: "earlier-challenge",
  cause: "The instance returned the code of an earlier login, which belongs to an earlier code challenge.",
  check: ["Whether a login was begun, and not finished, within the last minute."],
  fix: [
    "Wait a minute, then log in again.",
    "Or log in again with --force-consent (it sends approval_prompt=force, which ServiceNow does not document).",
  ],
  source: "jacebenson/jsn issue 61, pull requests 62 and 63",
};

export const verifierMissing: Cause = {
  id: "verifier-missing",
  cause: "The exchange sent no code_verifier, or another one than the login began with.",
  check: ["That the program keeps the verifier between the two steps."],
  fix: ["Send the code_verifier whose S256 challenge went into the authorization URL; nowtoken does."],
  source: "RFC 7636 §4.6",
  weigh: neverOurs,
};
