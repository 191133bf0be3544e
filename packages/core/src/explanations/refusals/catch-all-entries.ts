import type { Entry, Phrase } from "../entry.ts";
import { catchAllWords } from "../vocabulary.ts";
import { codeCut, codeOfOtherClient, codeSpent, verifierMissing } from "./code-causes.ts";
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
  otherInstance,
  recordChanged,
  recordInactive,
  scopeMissing,
} from "./record-causes.ts";
import {
  lifespanStamped,
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

/** What may be wrong with the client, whatever it asks for; first what only the attempt itself can show. */
const clientCauses = [
  ...secretShapeCauses,
  clientIdWrong,
  recordInactive,
  recordChanged,
  otherInstance,
  secretBlank,
  secretUnencoded,
  secretMissing,
  basicRefused,
] as const;

/** What only other programs' requests can have. */
const otherProgramCauses = [parametersInUrl, bodyNotForm, notPosted, grantTypeWrong] as const;

/** One answer for nearly every cause: {"error_description":"access_denied","error":"server_error"}. */
const catchAll: readonly Phrase[] = ["server error", "access denied", catchAllWords];
/** The refresh of a token, as people call it. */
const refreshWords = ["refresh token", "refresh", "refreshes", "refreshing", "refreshed"];
const passwordWords = ["grant type password", "password grant", "ropc", "resource owner password"];

/** The catch-all refusal of the token endpoint, by what was asked of it. */
export const catchAllEntries = {
  exchange: {
    id: "refused-exchange",
    title: "server_error: access_denied (401), for an authorization code",
    patterns: [catchAll],
    certainty: "possible",
    isGeneral: true,
    causes: [
      codeSpent,
      scopeMissing,
      secretWrong,
      ...clientCauses,
      redirectDiffers,
      codeCut,
      codeOfOtherClient,
      verifierMissing,
      ...otherProgramCauses,
    ],
  },
  refresh: {
    id: "refused-refresh",
    title: "server_error: access_denied (401), for a refresh token",
    patterns: [
      [...catchAll, refreshWords],
      ["access denied", "refresh token"],
    ],
    certainty: "possible",
    causes: [
      refreshExpired,
      refreshRevoked,
      userDeactivated,
      refreshOfOther,
      refreshParallel,
      scopeMissing,
      secretWrong,
      ...clientCauses,
      ...otherProgramCauses,
    ],
  },
  clientCredentials: {
    id: "refused-client-credentials",
    title: "server_error: access_denied (401), for client_credentials",
    patterns: [
      [...catchAll, "client credentials"],
      ["access denied", "client credentials"],
    ],
    certainty: "possible",
    causes: [
      clientCredentialsOff,
      applicationUserMissing,
      scopeMissing,
      secretWrong,
      ...clientCauses,
      ...otherProgramCauses,
    ],
  },
  password: {
    id: "refused-password",
    title: "server_error: access_denied (401), for grant_type=password",
    patterns: [[...catchAll, passwordWords]],
    certainty: "possible",
    causes: [
      userPasswordWrong,
      userCannotSignIn,
      passwordGrantOff,
      secretWrong,
      ...clientCauses,
      ...otherProgramCauses,
    ],
  },
  assertion: {
    id: "refused-assertion",
    title: "server_error: access_denied (401), for a JWT bearer",
    patterns: [[...catchAll, "jwt bearer"]],
    certainty: "possible",
    causes: [assertionRefused, secretWrong, ...clientCauses, ...otherProgramCauses],
  },
  inUrl: {
    id: "refused-in-url",
    title: "server_error: access_denied (401), for oauth_token.do?grant_type=…",
    patterns: [
      [...catchAll, "oauth token do grant type"],
      [...catchAll, "oauth token do client id"],
    ],
    causes: [parametersInUrl, notPosted],
  },
  notPosted: {
    id: "refused-get",
    title: "server_error: access_denied (401), for GET /oauth_token.do",
    patterns: [[...catchAll, "get oauth token do"]],
    causes: [notPosted, parametersInUrl],
  },
  notForm: {
    id: "refused-json-body",
    title: "server_error: access_denied (401) for /oauth_token.do, works in Postman and not in code",
    patterns: [
      [...catchAll, "postman", ["works", "work", "worked", "fine", "but"]],
      [...catchAll, "json dumps"],
      [...catchAll, "json stringify"],
    ],
    causes: [bodyNotForm, parametersInUrl, secretUnencoded, secretBlank],
    certainty: "possible",
  },
  grantType: {
    id: "refused-grant-type",
    title: "server_error: access_denied (401), for grant_type=code",
    patterns: [
      [...catchAll, "grant type code"],
      [...catchAll, "grant type token"],
    ],
    causes: [grantTypeWrong],
  },
  nowAndThen: {
    id: "refused-now-and-then",
    title: "server_error: access_denied (401), now and then, for a refresh that works otherwise",
    patterns: [
      [...catchAll, ["random", "randomly", "sometimes", "intermittent", "intermittently", "now and then"]],
    ],
    causes: [refreshParallel, refreshExpired],
  },
  lifespanRaised: {
    id: "refused-after-lifespan",
    title: "server_error: access_denied (401), though the lifespan was raised",
    patterns: [[...catchAll, ["lifespan", "refresh token lifespan"]]],
    causes: [lifespanStamped, refreshExpired],
  },
  other: {
    id: "refused-request",
    title: "The instance refused the request, and does not say why",
    patterns: ["refused the token request"],
    certainty: "possible",
    isGeneral: true,
    causes: [secretWrong, ...clientCauses, scopeMissing],
  },
  status: {
    id: "refused-401",
    title: "401 Unauthorized, for POST /oauth_token.do",
    patterns: [
      ["401", "oauth token do"],
      ["401", "unauthorized", "grant type"],
    ],
    certainty: "possible",
    isGeneral: true,
    causes: [codeSpent, refreshExpired, scopeMissing, secretWrong, ...clientCauses, ...otherProgramCauses],
  },
} as const satisfies Record<string, Entry>;
