import type { Cause, Entry } from "../entry.ts";
import { clientIdWrong, recordInactive } from "../refusals/record-causes.ts";
import { ourWords } from "../vocabulary.ts";

const redirectUrlEmpty: Cause = {
  id: "redirect-url-empty",
  cause: "The record's Redirect URL field is empty, or does not list the one that was asked for.",
  check: ["The record's Redirect URL field, letter for letter: scheme, host, port and path."],
  fix: ["Fill in the exact string; several are separated by commas, behind the field's lock."],
  source: "reported by several authors of connectors",
};

const redirectNotListed: Cause = {
  id: "redirect-not-listed",
  cause: "The redirect URI that was asked for is not one of the record's Redirect URLs.",
  check: [
    "The difference: http or https, a custom host name against the default one, a port, a slash at the end, upper and lower case.",
  ],
  fix: [
    "Make the two identical: add ours to the record's Redirect URL field, behind a comma,",
    "or log in with --redirect-uri set to one that the record lists.",
  ],
  source: "KB2109232; guide, Redirect URL mismatch",
};

const stateMissing: Cause = {
  id: "state-missing",
  cause: "The authorization request carried no state, which instances since Madrid demand.",
  check: [
    "Property glide.oauth.state.parameter.required, and whether the address was cut at an & when it was opened.",
  ],
  fix: [
    "Send a random state of letters and digits; nowtoken always does. Open the whole address that it prints, in quotes where a shell opens it.",
  ],
  source: "ServiceNow documentation, oauth-auth-code-flow-state-parm",
};

const challengeMissing: Cause = {
  id: "challenge-missing",
  cause: "The record demands PKCE, and the authorization request carried no code_challenge.",
  check: ["PKCE required and Public Client in the record; whether the address was cut when it was opened."],
  fix: [
    "Send code_challenge with S256 and later the code_verifier; nowtoken always does. Open the whole address that it prints.",
  ],
  source: "reported by the author of a connector; community m-p/2521408",
};

const expectedFailurePage: Cause = {
  id: "expected-failure-page",
  cause:
    "This is expected: /oauth_redirect.do is for logins that the instance itself began, and shows this page for all others. The code is in the address bar all the same.",
  check: ["That the address bar holds ?code= and state=."],
  fix: [
    "Copy the whole address of that page and paste it: nothing is wrong.",
    "To be spared the page, add http://localhost:8765/callback to the record's Redirect URLs and log in with --mode loopback.",
  ],
  source: "KB0961309; KB0964444; community td-p/1221509, td-p/3530545",
  log: 'System Logs > System Log > All: "OAuthRedirectProcessor caught a Exception with message Your OAuth redirect failed"',
};

const consentExpired: Cause = {
  id: "consent-expired",
  cause: "The page that asks for consent had expired, or its answer was sent twice.",
  check: ["How long the page stood open, and whether the back button was used."],
  fix: ["Begin the login again and click Allow once, in the window that opens then."],
  source: "sysparm_ck is answered once: guess",
};

const cookiesBlocked: Cause = {
  id: "cookies-blocked",
  cause:
    "The browser keeps no cookie of the instance, so its login page or consent comes again and again: Safari's tracking prevention does that.",
  check: ["Whether another browser, or the same without tracking prevention, goes on."],
  fix: ["Open the address in another browser."],
  source: "reported by the author of an integration",
};

const signInRefused: Cause = {
  id: "sign-in-refused",
  cause:
    "The user cannot sign in at the instance's own page: a wrong password, or a user of the single sign-on or of web services only.",
  check: [
    "Whether the login page has a link to the company's single sign-on.",
    "The user's record: Web service access only must not be ticked; Active must be.",
  ],
  fix: [
    "Sign in the way people do at this instance, with the integration's own user.",
    "From Yokohama on, be ready for a second factor.",
  ],
  source: "docs.glean.com; ServiceNow documentation on MFA",
};

const menuMoved: Cause = {
  id: "menu-moved",
  cause:
    "From Zurich on, the guide's menu item is deprecated and replaced by New Inbound Integration Experience.",
  check: ["The instance's release: stats.do."],
  fix: [
    "System OAuth > Application Registry > New > New Inbound Integration Experience, or Machine Identity Console > Inbound integrations > New integration > OAuth - Authorization code grant. Scopes are picked in that form: add useraccount.",
  ],
  source: "ServiceNow release notes, Zurich; configure-an-oauth-authorization-code-grant",
};

const endpointMixedUp: Cause = {
  id: "endpoint-mixed-up",
  cause:
    "Only /oauth_auth.do is opened and only /oauth_token.do is called; /oauth_redirect.do is never called.",
  check: ["Which address the program posts to."],
  fix: [
    "Open /oauth_auth.do in a browser, and post the code to /oauth_token.do; `nowtoken login` does both.",
  ],
  source: "community td-p/1221509",
};

const outboundParameter: Cause = {
  id: "outbound-parameter",
  cause:
    "This comes from an instance that logs in somewhere else (an outbound provider record), not from one that is logged in to.",
  check: ["Whether the record is of the type OAuth provider, third party."],
  fix: ["For a connector that reads from this instance, make a record for external clients instead."],
  source: "community td-p/3532967",
};

const loops = [
  "loop",
  "loops",
  "looping",
  "again and again",
  "over and over",
  "keeps showing",
  "keeps coming",
  "keeps asking",
];
/** What people say of something that they look for. */
const absence = [
  "not",
  "cannot",
  "can t",
  "don t",
  "isn t",
  "doesn t",
  "missing",
  "no longer",
  "gone",
  "deprecated",
  "where is",
  "nowhere",
];

/** What the browser shows instead of the consent page, or after it. */
export const pageEntries = {
  redirectUrlEmpty: {
    id: "missing-redirect-url",
    title: "Missing redirect URL in application registration",
    patterns: ["missing redirect url in application registration", "missing redirect url"],
    causes: [redirectUrlEmpty],
    certainty: "certain",
  },
  redirectNotListed: {
    id: "invalid-redirect-uri",
    title: "Invalid redirect_uri",
    patterns: [
      "invalid redirect uri",
      "invalid redirect url",
      "redirect uri is invalid",
      "redirect uri is not valid",
    ],
    causes: [redirectNotListed],
    certainty: "certain",
  },
  stateMissing: {
    id: "missing-state",
    title: "Missing State parameter in request.",
    patterns: ["missing state parameter", [["state parameter is missing", "state is missing"], ourWords]],
    causes: [stateMissing],
    certainty: "certain",
  },
  challengeMissing: {
    id: "missing-code-challenge",
    title: "Missing code_challenge parameter",
    patterns: ["missing code challenge", "code challenge is missing", "code challenge parameter is missing"],
    causes: [challengeMissing],
    certainty: "certain",
  },
  redirectFailed: {
    id: "oauth-redirect-failed",
    title:
      "Your OAuth redirect failed. Please check if the redirect URL setup in your OAuth configuration matches your ServiceNow instance URL.",
    patterns: [
      "your oauth redirect failed",
      "oauthredirectprocessor caught a exception",
      "oauth redirect failed",
      "oauth redirect has failed",
      ["oauth redirect do", ["error page", "failure page", "error message"]],
    ],
    causes: [expectedFailurePage, endpointMixedUp],
    certainty: "certain",
  },
  unknownClient: {
    id: "invalid-client-page",
    title: "Invalid client_id",
    patterns: ["invalid client id"],
    causes: [clientIdWrong, recordInactive],
  },
  consentExpired: {
    id: "consent-expired",
    title: "This page has expired.",
    patterns: ["this page has expired", "page has expired"],
    causes: [consentExpired],
    isCommon: true,
  },
  cookiesBlocked: {
    id: "consent-loops",
    title: "The login or consent page comes again and again",
    patterns: [
      ["safari", loops, ["consent", "allow", "login page", "sign in"]],
      [
        ["consent", "consent page", "login page", "allow"],
        loops,
        [...ourWords, "consent page", "consent screen"],
      ],
    ],
    causes: [cookiesBlocked],
    certainty: "possible",
    isTold: true,
  },
  signInRefused: {
    id: "sign-in-refused",
    title: "User name or password invalid",
    patterns: [
      "user name or password invalid",
      "username or password invalid",
      "user name or password is incorrect",
    ],
    causes: [signInRefused],
    isCommon: true,
  },
  menuMoved: {
    id: "menu-item-missing",
    title: "Create an OAuth API endpoint for external clients is not in the menu",
    patterns: [
      "new inbound integration experience",
      ["create an oauth api endpoint", absence],
      ["application registry", absence, ourWords],
      ["machine identity console", absence],
    ],
    causes: [menuMoved],
  },
  endpointMixedUp: {
    id: "which-endpoint",
    title: "Is oauth_redirect.do or oauth_token.do to be called?",
    patterns: [
      ["oauth redirect do", "oauth token do"],
      ["oauth redirect do", "oauth token do", "your oauth redirect failed"],
      ["post oauth redirect do", "your oauth redirect failed"],
    ],
    causes: [endpointMixedUp, expectedFailurePage],
  },
  outbound: {
    id: "missing-access-token-parameter",
    title: "invalid_request: Missing parameters: access_token",
    patterns: ["missing parameters access token"],
    causes: [outboundParameter],
  },
} as const satisfies Record<string, Entry>;
