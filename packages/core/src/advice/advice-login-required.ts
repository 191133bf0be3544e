import type { AuthErrorDetails, LoginFault } from "../errors.ts";
import type { Told } from "./advice.ts";

type Details = AuthErrorDetails["LOGIN_REQUIRED"];

const importAgain =
  "Import it again with the client id and the client secret of the OAuth record: --client-id, --client-secret-file FILE.";

const table: Record<LoginFault, (details: Details) => string> = {
  "no-profile": ({ profile }) => `There is no profile ${profile} yet.`,
  "no-tokens": ({ profile }) => `The profile ${profile} holds no tokens.`,
  stale: ({ profile }) =>
    `The access token of the profile ${profile} has died, and no new one was to be asked for.`,
  "no-refresh-token": ({ profile }) =>
    `The access token of the profile ${profile} cannot be renewed: the instance issued no refresh token.`,
  refused: (details) => {
    const { profile } = details;
    const error = details.error ? ` (${details.error})` : "";
    return isUntried(details)
      ? `The instance refuses what was imported for the profile ${profile}${error}: the client id, the client secret or the refresh token.`
      : `The instance refuses the refresh token of the profile ${profile}${error}: it has died, or was revoked.`;
  },
  expired: ({ profile }) => `The refresh token of the profile ${profile} has died.`,
  "answer-lost": ({ profile }) =>
    `The instance refuses the refresh token of the profile ${profile}, and the answer to its last use was lost: the instance may have issued another one, which never arrived.`,
  "other-instance": ({ profile }) =>
    `The tokens of the profile ${profile} are for another instance or client, and are sent to no other.`,
};

/** Whether nothing has shown yet that the client's values are right. */
const isUntried = ({ attempt }: Details): boolean => attempt?.workedBefore?.client === false;

export function adviseOnLoginRequired(details: Details): Told {
  const { profile, reason } = details;
  // By its name, since another one may be chosen; the first login of all needs none.
  const isFirst = profile === "default" && reason === "no-profile";
  const login = isFirst ? "nowtoken login" : `nowtoken login --profile ${profile}`;
  const lifespan =
    "If it dies too soon, raise Refresh Token Lifespan in the OAuth record before the login: tokens keep the date of their own login.";
  const see = "See which profiles there are with `nowtoken profile list`.";
  const more: Partial<Record<LoginFault, string>> = {
    "no-profile": see,
    "no-tokens":
      "Where no person is needed, say so as at the first login: --grant client-credentials, or jwt-bearer.",
    refused: lifespan,
    expired: lifespan,
  };
  const further = more[reason];
  if (reason === "other-instance") {
    return {
      message: table[reason](details),
      fix: [
        "Name the profile of that instance with --profile, or leave out the instance and the client id, also in NOWTOKEN_INSTANCE and the like.",
        see,
      ],
    };
  }
  if (reason === "stale")
    return { message: table[reason](details), fix: ["Run the command again without --no-refresh."] };
  const fix = [`Log in: \`${login}\`.`, ...(further === undefined ? [] : [further])];
  return { message: table[reason](details), fix: isUntried(details) ? [importAgain, ...fix] : fix };
}
