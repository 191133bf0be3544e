import type { Cause, Entry } from "../entry.ts";
import { guestRelease, identityTypeMachine } from "../refusals/other-grant-causes.ts";
import { recordInactive } from "../refusals/record-causes.ts";

const accessExpired: Cause = {
  id: "access-expired",
  cause: "The access token has died, or was revoked: by default it lives 30 minutes.",
  check: ["When it was issued, against the record's Access Token Lifespan."],
  fix: ["Refresh it: `nowtoken refresh` gets a new one; a connector does it by itself."],
  source: "ServiceNow documentation, t_CreateEndpointforExternalClients; KB1963039",
  weigh: ({ accessTokenAge, accessTokenLifespan = 1800 }) => {
    if (accessTokenAge === undefined) return undefined;
    return accessTokenAge >= accessTokenLifespan ? "certain" : "excluded";
  },
};

const headerMalformed: Cause = {
  id: "bearer-header",
  cause: 'The header is not "Authorization: Bearer" and the token, with one blank between.',
  check: [
    "The header as it is sent: quotes, a missing blank, a line break, or the refresh token in its place.",
  ],
  fix: ["Send it as `nowtoken token --format header` prints it."],
  source: "KB1963039, KB3041645",
  weigh: () => "excluded",
};

const tokenOfOtherInstance: Cause = {
  id: "token-of-other-instance",
  cause: "The token was issued by another instance.",
  check: ["The host that was called against the one that the login was at."],
  fix: ["Call the instance that issued the token, or log in at this one."],
  source: "KB1963039",
};

const policyExcludes: Cause = {
  id: "policy-excludes",
  cause: "An API access policy or a token restriction excludes this OAuth record.",
  check: ["System Web Services > API Access Policies, and Enforce Token Restrictions in the OAuth record."],
  fix: [
    "Check that the user may call the REST API, and that no API access policy or token restriction excludes this OAuth record.",
  ],
  source: "KB3041645; ServiceNow documentation",
};

const apiScopeMissing: Cause = {
  id: "api-scope-missing",
  cause: "A REST API Auth Scope guards this API, and the OAuth record lacks it.",
  check: ["Which scope the message names, and the record's Auth Scopes."],
  fix: [
    "Add the scope to the OAuth record: it works at once, for tokens issued already too.",
    "No new login is needed: scopes belong to the record, not to the token.",
  ],
  source: "ServiceNow documentation, rest-api-scope-troubleshooting",
};

const roleMissing: Cause = {
  id: "role-missing",
  cause: "The user lacks the role or the access rule (ACL) for this API or table.",
  check: ["The roles of the user whom the token belongs to; an administrator can debug access rules."],
  fix: [
    "Give the user a role that may, e.g. snc_platform_rest_api_access for the REST API, or read access to the table.",
  ],
  source: "ServiceNow documentation; community",
};

const nobodySignedIn: Cause = {
  id: "acts-as-guest",
  cause: "Nobody is signed in with this token: the instance took the call for a guest's.",
  check: ["That the header reaches the instance: some proxies drop Authorization."],
  fix: ["Log in again, and sign in as the integration's own account before you click Allow."],
  source: "reported by a tool's author",
};

const basicRestricted: Cause = {
  id: "basic-restricted",
  cause:
    "The instance restricts user name and password for its APIs: new ones allow it to web-service-only users or the role snc_basic_auth_api_access.",
  check: ["Whether the call carries a user name and password (Basic) instead of a token."],
  fix: ["Use a token: OAuth is not restricted."],
  source: "ServiceNow documentation, basic-auth-restriction (Brazil)",
  weigh: () => "excluded",
};

const noSuchResource: Cause = {
  id: "no-such-resource",
  cause: "There is no API at this path: a misspelt path, or a plugin that is not active.",
  check: ["The path in the REST API Explorer."],
  fix: ["Correct the path."],
  source: "words as commonly reported",
};

const noSuchTable: Cause = {
  id: "no-such-table",
  cause: "The instance has no such table: its label was given, or its application is not installed.",
  check: ["The table's name in the address bar of its list."],
  fix: ["Check the table's name: it is the one of the address bar, e.g. kb_knowledge, not its label."],
  source: "ServiceNow documentation, Table API",
};

/** What people say of a token that has just come. */
const freshness = [
  "fresh",
  "brand new",
  "new token",
  "just got",
  "just issued",
  "just fetched",
  "just received",
  "just created",
  "minute ago",
  "seconds old",
];

/** What the REST APIs answer to a token. */
export const apiEntries = {
  notAuthenticated: {
    id: "user-not-authenticated",
    title: "401 User Not Authenticated: Required to provide Auth information",
    patterns: [
      "user not authenticated",
      "required to provide auth information",
      "refused the access token",
      ["401", "api now"],
    ],
    causes: [
      accessExpired,
      headerMalformed,
      policyExcludes,
      tokenOfOtherInstance,
      recordInactive,
      guestRelease,
      basicRestricted,
    ],
    certainty: "possible",
  },
  freshNotAuthenticated: {
    id: "fresh-token-not-authenticated",
    title: "401 User Not Authenticated, with a fresh access token",
    patterns: [
      [["user not authenticated", "required to provide auth information"], "token", freshness],
      ["user not authenticated", "required to provide auth information", "token", freshness],
    ],
    causes: [headerMalformed, policyExcludes, tokenOfOtherInstance, recordInactive],
    isTold: true,
    certainty: "possible",
  },
  guestOfClientCredentials: {
    id: "client-credentials-not-authenticated",
    title: "401 User Not Authenticated, with a token of client_credentials",
    patterns: [
      [["as guest", "guest user", "as a guest", "user guest", "to guest"], "client credentials"],
      ["user not authenticated", "client credentials"],
      ["user not authenticated", "required to provide auth information", "client credentials"],
    ],
    causes: [guestRelease, accessExpired, policyExcludes],
  },
  scope: {
    id: "missing-api-scope",
    title: "403 Missing required api access scope",
    patterns: [
      "missing required api access scope",
      "lacks the api access scope",
      "required api access scope is missing",
    ],
    causes: [apiScopeMissing],
    certainty: "certain",
  },
  acl: {
    id: "user-not-authorized",
    title: "403 User Not Authorized: Failed API level ACL Validation",
    patterns: [
      "user not authorized",
      "failed api level acl validation",
      [["accepts the token", "accepts the password"], "but its user may not"],
    ],
    causes: [roleMissing],
    isCommon: true,
  },
  guest: {
    id: "acts-as-guest",
    title: "The token acts as guest",
    patterns: [
      "the token acts as guest",
      ["user name guest", ["result", "user sys id"]],
      ["user sys id", "guest"],
    ],
    causes: [nobodySignedIn, guestRelease],
  },
  machine: {
    id: "angular-processor",
    title: "User … is not allowed to access com.glide.ui.ng.AngularProcessor",
    patterns: ["is not allowed to access com glide ui ng angularprocessor", "angularprocessor"],
    causes: [identityTypeMachine],
    certainty: "certain",
  },
  noTable: {
    id: "no-such-table",
    title: "400 Invalid table",
    patterns: ["invalid table", "it has no such table"],
    causes: [noSuchTable],
    certainty: "certain",
    isCommon: true,
  },
  noResource: {
    id: "no-such-resource",
    title: "Requested URI does not represent any resource",
    patterns: ["requested uri does not represent any resource"],
    causes: [noSuchResource],
    certainty: "certain",
  },
} as const satisfies Record<string, Entry>;
