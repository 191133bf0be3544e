import type { Cause, Entry } from "../entry.ts";

/** For the first record of an instance there is no token yet. */
const scriptInstead =
  "For the first record run a script on the instance instead, where your browser is signed in: `nowtoken registry request --format script`.";

const wrongPassword: Cause = {
  id: "api-password-wrong",
  cause: "The user name or the password is wrong, the password has expired, or the user is locked out.",
  check: ["Whether the same two sign in at the instance's /login.do in a private window."],
  fix: ["Try the same two at the instance's own login page, /login.do, in a private window."],
  source: "community; ServiceNow documentation",
};

const noPasswordHere: Cause = {
  id: "api-password-none",
  cause:
    "The account signs in through the company's single sign-on, or with a second factor: its password alone opens no API.",
  check: [
    "Whether the login asks for a code, which is the rule from the Yokohama release on, or leaves the instance.",
  ],
  fix: [
    "An account with single sign-on or a second factor needs no password here: for the first record run a script in your signed-in browser, `nowtoken registry request --format script`; where there is one already, log in with it as an administrator, and name that profile with --admin-profile.",
  ],
  source: "ServiceNow documentation, MFA pages; docs.databricks.com",
};

const passwordsRestricted: Cause = {
  id: "api-password-restricted",
  cause:
    "The instance takes passwords for its APIs from web-service-only users alone, and from the role snc_basic_auth_api_access: so do new ones of the Brazil release.",
  check: ["The property glide.authenticate.basic_auth.restriction.enforce."],
  fix: [
    "A new instance of the Brazil release takes tokens (--admin-profile), and passwords from web-service-only users or the role snc_basic_auth_api_access alone.",
    scriptInstead,
  ],
  source: "ServiceNow documentation, basic-auth-restriction (Brazil)",
};

const registryRole: Cause = {
  id: "registry-role-missing",
  cause: "The registry of OAuth records is for the roles admin, oauth_admin and mi_admin.",
  check: ["The user's roles."],
  fix: [
    "Let somebody with one of these roles do it: `nowtoken registry request` writes the message, and a script for them.",
  ],
  source: "ServiceNow documentation, configure-an-oauth-authorization-code-grant (Zurich)",
};

const registryInactive: Cause = {
  id: "registry-inactive",
  cause: "The instance has no registry of OAuth records: its plugin OAuth 2.0 is not active.",
  check: [
    "Whether the menu has System OAuth > Application Registry, and the property com.snc.platform.security.oauth.is.active.",
  ],
  fix: ["Have an administrator activate the plugin OAuth 2.0."],
  source: "docs.exalate.com; ibm.com; ServiceNow documentation",
};

const scopeTableMissing: Cause = {
  id: "scope-table-missing",
  cause:
    "The release of the instance lacks this list of scopes: older ones have OAuth Entity Scopes alone, and newer ones go by Auth Scopes.",
  check: ["Which related lists the OAuth record's own form has."],
  fix: [
    "Add the scopes in the form: open the record, and use the related list that is there, OAuth Entity Scopes or Auth Scopes.",
    "Or do without scopes: --no-scope. That is enough for a refresh token.",
  ],
  source: "sources disagree about the two lists; Table API of ServiceNow's documentation",
};

const ruleRefused: Cause = {
  id: "rule-refused-row",
  cause: "A business rule, a unique name or a mandatory field of the instance does not take the row.",
  check: ["The instance's words, and its system log of that moment."],
  fix: ["Show the words to the instance's administrators: rules of their own are theirs to know."],
  source: "answers of the Table API as commonly reported",
};

/** What the Table API answers to whoever reads or makes OAuth records. */
export const tableEntries = {
  password: {
    id: "api-password-refused",
    title: "401 for a user name and password",
    patterns: ["refused the user name and password", "user is not authenticated"],
    isCommon: true,
    causes: [wrongPassword, noPasswordHere, passwordsRestricted],
    certainty: "possible",
  },
  registry: {
    id: "registry-closed",
    title: "403 for the registry of OAuth records",
    patterns: [
      ["its user may not", "oauth entity"],
      ["its user may not", "sys auth scope"],
    ],
    causes: [registryRole],
  },
  noRegistry: {
    id: "no-registry",
    title: "400 Invalid table oauth_entity",
    patterns: ["invalid table oauth entity", ["oauth entity", "it has no such table"]],
    causes: [registryInactive],
  },
  noScopeTable: {
    id: "no-scope-table",
    title: "400 Invalid table oauth_entity_auth_scope_mapping",
    patterns: [
      "invalid table oauth entity scope",
      "invalid table oauth entity auth scope mapping",
      "invalid table sys auth scope",
      ["oauth entity scope", "it has no such table"],
      ["oauth entity auth scope mapping", "it has no such table"],
      ["sys auth scope", "it has no such table"],
    ],
    causes: [scopeTableMissing],
  },
  row: {
    id: "row-refused",
    title: "403 Operation Failed",
    patterns: ["operation failed", "a rule of its own refused", "aborted by business rule"],
    causes: [ruleRefused],
    isCommon: true,
  },
} as const satisfies Record<string, Entry>;

/** Whether a table is one of the registry's. */
export function isRegistryTable(table = ""): boolean {
  return table.startsWith("oauth_") || table === "sys_auth_scope";
}
