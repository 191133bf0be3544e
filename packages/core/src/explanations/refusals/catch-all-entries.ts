import type { Entry } from "../entry.ts";
import { codeCut, codeExpired, codeOfOtherClient, codeUsed, verifierMissing } from "./code-causes.ts";
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
import { refreshExpired, refreshOfOther, refreshParallel, refreshRevoked } from "./refresh-causes.ts";
import {
  bodyNotForm,
  grantTypeWrong,
  notPosted,
  parametersInUrl,
  redirectDiffers,
} from "./request-causes.ts";
import { secretMissing, secretShapeCauses, secretUnencoded, secretWrong } from "./secret-causes.ts";

/** What may be wrong with the client, whatever it asks for; first what only the attempt itself can show. */
const clientCauses = [
  ...secretShapeCauses,
  basicRefused,
  secretMissing,
  secretUnencoded,
  recordChanged,
  clientIdWrong,
  recordInactive,
  otherInstance,
] as const;

const otherProgramCauses = [parametersInUrl, bodyNotForm, notPosted, grantTypeWrong] as const;

/** One answer for nearly every cause: {"error_description":"access_denied","error":"server_error"}. */
const catchAll: readonly string[] = ["server error", "access denied"];

/** The catch-all refusal of the token endpoint, by what was asked of it. */
export const catchAllEntries = {
  exchange: {
    id: "refused-exchange",
    title: "server_error: access_denied (401), for an authorization code",
    patterns: [catchAll],
    certainty: "possible",
    causes: [
      codeExpired,
      scopeMissing,
      secretWrong,
      ...clientCauses,
      redirectDiffers,
      codeUsed,
      codeCut,
      codeOfOtherClient,
      verifierMissing,
      ...otherProgramCauses,
    ],
  },
  refresh: {
    id: "refused-refresh",
    title: "server_error: access_denied (401), for a refresh token",
    patterns: [[...catchAll, "refresh token"]],
    certainty: "possible",
    causes: [
      refreshExpired,
      refreshRevoked,
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
    patterns: [[...catchAll, "client credentials"]],
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
    patterns: [[...catchAll, "grant type password"]],
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
  other: {
    id: "refused-request",
    title: "The instance refused the request, and does not say why",
    patterns: ["refused the token request"],
    certainty: "possible",
    isGeneral: true,
    causes: [secretWrong, ...clientCauses, scopeMissing],
  },
} as const satisfies Record<string, Entry>;
