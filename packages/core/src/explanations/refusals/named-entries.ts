import { type Cause, type Entry, tokenFlowLog } from "../entry.ts";
import { codeCut, codeOfOtherClient, codeSpent, earlierChallenge, verifierMissing } from "./code-causes.ts";
import {
  applicationUserMissing,
  assertionRefused,
  clientCredentialsOff,
  passwordGrantOff,
  userCannotSignIn,
  userPasswordWrong,
} from "./other-grant-causes.ts";
import {
  basicRefused,
  clientIdWrong,
  grantNotAllowed,
  otherInstance,
  recordChanged,
  recordInactive,
  scopeMissing,
  scopeSpelled,
} from "./record-causes.ts";
import {
  refreshExpired,
  refreshOfOther,
  refreshParallel,
  refreshRevoked,
  userDeactivated,
} from "./refresh-causes.ts";
import {
  bodyNotForm,
  grantTypeWrong,
  notPosted,
  parametersInUrl,
  redirectDiffers,
} from "./request-causes.ts";
import {
  secretBlank,
  secretMissing,
  secretShapeCauses,
  secretUnencoded,
  secretWrong,
} from "./secret-causes.ts";

const reasonUnknown: Cause = {
  id: "reason-unknown",
  cause: "The instance refused for a reason that nowtoken does not know: nothing says that a token is dead.",
  check: ["The status and the words of the answer, and the instance's log of that minute."],
  fix: [
    "Try again in a few minutes, a login from its beginning: tokens that are kept stay as they are.",
    'If it goes on, show an administrator the words above, the time to the minute, and System Logs > System Log > All: message contains "token flow".',
  ],
  source: "RFC 6749 §5.2 lets a server have words of its own",
  log: tokenFlowLog,
};

/** The refusals that have a name: the guide's four among them. */
export const namedEntries = {
  invalidClient: {
    id: "invalid-client",
    title: "invalid_client",
    patterns: ["invalid client"],
    causes: [
      secretWrong,
      ...secretShapeCauses,
      clientIdWrong,
      recordInactive,
      recordChanged,
      otherInstance,
      secretBlank,
      secretUnencoded,
      secretMissing,
      basicRefused,
    ],
  },
  invalidScope: {
    id: "invalid-scope",
    title: "invalid_scope",
    patterns: ["invalid scope"],
    causes: [scopeMissing, scopeSpelled],
  },
  invalidGrant: {
    id: "invalid-grant",
    title: "invalid_grant, for an authorization code",
    patterns: [
      ["invalid grant", "authorization code"],
      ["invalid grant", "redirect uri"],
    ],
    causes: [codeSpent, redirectDiffers, codeCut, codeOfOtherClient, verifierMissing],
  },
  invalidGrantOfRefresh: {
    id: "invalid-grant-refresh",
    title: "invalid_grant",
    patterns: ["invalid grant", ["invalid grant", "refresh token"]],
    causes: [refreshExpired, refreshRevoked, userDeactivated, refreshOfOther, refreshParallel, codeSpent],
  },
  invalidAssertion: {
    id: "invalid-grant-assertion",
    title: "invalid_grant, for a JWT bearer assertion",
    patterns: [
      ["invalid grant", "jwt bearer"],
      ["invalid grant", "assertion"],
    ],
    causes: [assertionRefused],
  },
  invalidLogin: {
    id: "invalid-grant-password",
    title: "invalid_grant, for grant_type=password",
    patterns: [["invalid grant", "grant type password"]],
    causes: [userPasswordWrong, userCannotSignIn],
  },
  invalidOtherGrant: {
    id: "invalid-grant-other",
    title: "The instance does not accept what the token was asked for with",
    patterns: ["does not accept what the token was asked for with"],
    causes: [userPasswordWrong, assertionRefused, userCannotSignIn],
    certainty: "possible",
  },
  redirectMismatch: {
    id: "redirect-mismatch",
    title: "Redirect URL mismatch: redirect_uri_mismatch",
    patterns: [
      "redirect uri mismatch",
      "redirect url mismatch",
      [
        ["redirect uri", "redirect url"],
        ["does not match", "doesn t match", "do not match", "mismatch", "mismatches"],
      ],
    ],
    causes: [redirectDiffers],
  },
  unauthorizedClient: {
    id: "unauthorized-client",
    title: "unauthorized_client",
    patterns: ["unauthorized client"],
    causes: [grantNotAllowed, codeCut, otherInstance, applicationUserMissing, secretWrong],
  },
  applicationUserMissing: {
    id: "application-user-missing",
    title:
      "Received client_credentials grant_type request however integration user is not configured for OAuth",
    patterns: [
      "integration user is not configured for oauth",
      ["client credentials", "integration user is not configured"],
    ],
    causes: [applicationUserMissing],
    certainty: "certain",
  },
  unsupportedGrantType: {
    id: "unsupported-grant-type",
    title: "unsupported_grant_type: Invalid grant_type",
    patterns: ["unsupported grant type", "invalid grant type"],
    causes: [grantTypeWrong, grantNotAllowed],
  },
  clientCredentialsOff: {
    id: "client-credentials-off",
    title: "unsupported_grant_type, for client_credentials",
    patterns: [
      ["unsupported grant type", "client credentials"],
      ["invalid grant type", "client credentials"],
    ],
    causes: [clientCredentialsOff, grantNotAllowed],
  },
  passwordGrantOff: {
    id: "password-grant-off",
    title: "unsupported_grant_type: Invalid grant_type: password",
    patterns: ["invalid grant type password", ["unsupported grant type", "grant type password"]],
    causes: [passwordGrantOff],
    certainty: "certain",
  },
  earlierChallenge: {
    id: "earlier-challenge",
    title: "can't verify code challenge, expected: …, actual: …",
    patterns: [
      "can t verify code challenge",
      "verify code challenge",
      [
        ["code verifier", "code challenge"],
        ["invalid", "wrong", "mismatch", "does not match", "doesn t match", "failed", "expected"],
      ],
      "returned the code of an earlier login",
    ],
    causes: [earlierChallenge, verifierMissing],
  },
  invalidRequest: {
    id: "invalid-request",
    title: "invalid_request",
    patterns: ["invalid request"],
    causes: [parametersInUrl, bodyNotForm, notPosted, grantTypeWrong, verifierMissing],
    certainty: "possible",
    isGeneral: true,
  },
  unknown: {
    id: "refused-unknown",
    title: "The instance refused the token request for a reason that nowtoken does not know",
    patterns: ["refused the token request for a reason that nowtoken does not know"],
    causes: [reasonUnknown],
    certainty: "certain",
  },
} as const satisfies Record<string, Entry>;
