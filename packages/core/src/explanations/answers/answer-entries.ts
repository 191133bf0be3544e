import type { Cause, Entry } from "../entry.ts";
import { ourWords } from "../vocabulary.ts";

const asleep: Cause = {
  id: "instance-asleep",
  cause: "The developer instance is hibernating: it sleeps when it is not used.",
  check: ["Open the instance in a browser: it says so."],
  fix: ["Sign in at developer.servicenow.com to wake it, wait until its login page opens, then try again."],
  source: "vdesabou/kafka-docker-playground issues 8757, 8777, 8778, 8780",
};

const loginPageInFront: Cause = {
  id: "login-page-in-front",
  cause: "Single sign-on or a portal answers at this address, not the instance's OAuth endpoint.",
  check: ["The instance URL against the address bar of somebody who is signed in."],
  fix: ["Check the instance URL: single sign-on or a portal answers at this address, not the instance."],
  source: "GlideMind; captures of login pages in place of JSON",
};

export const somethingBetween: Cause = {
  id: "something-between",
  cause: "A firewall or proxy answers in the instance's place.",
  check: [
    "What a browser on the same computer shows at the instance's address.",
    "HTTPS_PROXY, and whether the network has a login page of its own.",
  ],
  fix: ["Check the instance URL, and whether a firewall or proxy answers in the instance's place."],
  source: "toolhive pull request 5170 (401 and 403 pages of firewalls)",
};

const wrongAddress: Cause = {
  id: "wrong-address",
  cause: "The address is not that of an instance, or is an old name of one.",
  check: ["Open it in a browser: an instance's login page must come."],
  fix: ["Check the instance URL: the name may be old, or a portal may stand in front."],
  source: "GlideMind",
};

const instanceInTrouble: Cause = {
  id: "instance-in-trouble",
  cause:
    "The instance, or what stands before it, is in trouble just now: an upgrade, a restart, too much load.",
  check: ["The instance in a browser, and its administrator's calendar of upgrades and clones."],
  fix: ["Try again in a few minutes."],
  source: "RFC 9110 §15.6",
};

const tooManyRequests: Cause = {
  id: "too-many-requests",
  cause: "A rate limit rule, or a full queue, turns requests away.",
  check: [
    "Headers X-RateLimit-Rule and Retry-After; rules in sys_rate_limit_rules.",
    "Who else uses the same user.",
  ],
  fix: ["Wait as long as Retry-After says, else an hour at most: rules count by the hour."],
  source: "ServiceNow documentation, inbound-REST-API-rate-limiting; KB3046852, KB0635398",
};

const connectionCut: Cause = {
  id: "connection-cut",
  cause: "The answer was cut off: something between closed the connection.",
  check: ["Whether it happens from another network too."],
  fix: ["Try again; if it goes on, a firewall or proxy between may be cutting the connection."],
  source: "RFC 9112 §8",
};

const notAnInstance: Cause = {
  id: "not-an-instance",
  cause: "Something that is no ServiceNow instance answers at this address.",
  check: ["The instance URL, and its port."],
  fix: ["Check the instance URL: something else answers at this address."],
  source: "RFC 6749 §5.1",
};

const tokensUnusable: Cause = {
  id: "tokens-unusable",
  cause:
    "The answer has JSON, but no usable tokens in it: something between changed it, or this is no instance.",
  check: ["Which member is missing or not valid, as the message says."],
  fix: ["Check the instance URL; if it is right, tell the instance's administrator."],
  source: "RFC 6749 §5.1",
};

const userHidden: Cause = {
  id: "user-hidden",
  cause:
    "The user may not read its own row of sys_user, or the look-up does not exist there: that says nothing against the tokens.",
  check: ["The user's read access to sys_user."],
  fix: ["Nothing has to be done for the connector; give the user read access to sys_user to see the name."],
  source: "inferred from the Table API's documentation",
};

const noRevocation: Cause = {
  id: "no-revocation",
  cause: "The instance offers revocation at neither /oauth_revoke_token.do nor /oauth_revoke.do.",
  check: ["The instance URL, and whether a portal stands in front."],
  fix: ["Revoke the tokens on the instance: System OAuth > Manage Tokens."],
  source: "ServiceNow documentation, t_RevokeOAuthToken and t_UseAThirdPartyOAuthProvider, which disagree",
};

/** What came instead of the JSON that was asked for. */
export const answerEntries = {
  hibernating: {
    id: "hibernating",
    title: "Your instance is hibernating (Instance Hibernating page)",
    patterns: [
      "instance hibernating page",
      "your instance is hibernating",
      "is hibernating",
      "sign in to the site to wake your instance",
      [
        ["instance", "pdi"],
        ["asleep", "sleeping", "went to sleep", "hibernating", "hibernated"],
        [...ourWords, "token endpoint"],
      ],
    ],
    causes: [asleep],
    certainty: "certain",
  },
  loginPage: {
    id: "login-page",
    title: "A login page instead of JSON",
    patterns: [
      "samlrequest",
      "samlresponse",
      "sysverb login",
      "answered with a login page",
      ["login do", "user password"],
    ],
    causes: [loginPageInFront, wrongAddress],
  },
  page: {
    id: "page-instead-of-json",
    title: "A web page instead of JSON: Unexpected token '<', Expecting value: line 1 column 1 (char 0)",
    patterns: [
      "answered with a web page",
      ["unexpected token", "is not valid json"],
      ["unexpected token", "in json at position 0"],
      "unexpected token doctype",
      ["expecting value", "line 1 column 1 char 0"],
      "jsondecodeerror",
      "answered with something that is not json",
      ["403", "forbidden", "html"],
    ],
    causes: [somethingBetween, asleep, loginPageInFront, wrongAddress],
    isGeneral: true,
    isCommon: true,
  },
  redirected: {
    id: "redirected",
    title: "The instance redirected the request",
    patterns: [
      "redirected the request",
      "307 temporary redirect",
      "302 found",
      "301 moved permanently",
      "too many redirects",
    ],
    causes: [wrongAddress, loginPageInFront],
    isCommon: true,
  },
  serverError: {
    id: "server-error",
    title: "500 Internal Server Error, 502 Bad Gateway, 503 Service Unavailable, 504 Gateway Timeout",
    patterns: [
      "500 internal server error",
      "502 bad gateway",
      "503 service unavailable",
      "504 gateway timeout",
      "504 gateway time out",
      "failed with status 500",
      "failed with status 502",
      "failed with status 503",
      "failed with status 504",
    ],
    causes: [instanceInTrouble],
    isCommon: true,
  },
  tooMany: {
    id: "too-many-requests",
    title: "429 Rate limit exceeded",
    patterns: ["rate limit exceeded", "429 too many requests", "too many requests", ["rate limit", "429"]],
    causes: [tooManyRequests],
    certainty: "certain",
    isCommon: true,
  },
  cut: {
    id: "answer-cut",
    title: "The answer was cut off: Unexpected end of JSON input",
    patterns: [
      "unexpected end of json input",
      ["the answer of", "was cut off"],
      "unterminated string in json",
      ["jsondecodeerror", "unterminated string"],
      "incompleteread",
      "premature close",
    ],
    causes: [connectionCut],
    isCommon: true,
  },
  notAnInstance: {
    id: "not-an-instance",
    title: "The answer is far too long, or no HTTP at all",
    patterns: ["far more than was asked for", "hpe invalid", "parse error expected http"],
    causes: [notAnInstance, somethingBetween],
    isCommon: true,
  },
  unusable: {
    id: "tokens-unusable",
    title: "Answered without usable tokens",
    patterns: ["answered without usable tokens"],
    causes: [tokensUnusable],
  },
  noRevocation: {
    id: "no-revocation",
    title: "The instance does not offer revocation",
    patterns: ["does not offer revocation"],
    causes: [noRevocation],
    certainty: "certain",
  },
  userHidden: {
    id: "user-unknown",
    title: "Whom the tokens belong to could not be found out",
    patterns: [
      "whom the tokens belong to could not be found out",
      "answered without the name of the user",
      "does not offer the look up of the user",
    ],
    causes: [userHidden],
  },
} as const satisfies Record<string, Entry>;
