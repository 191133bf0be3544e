import type { AuthErrorDetails, OtherRequest } from "../errors.ts";
import type { Told } from "./advice.ts";
import { aftermath } from "./aftermath.ts";

type Details = AuthErrorDetails["TOKEN_RESPONSE_INVALID"];

const table: Record<Details["reason"], (details: Details) => Told> = {
  hibernating: ({ host }) => ({
    message: `${host} is hibernating: a developer instance sleeps when it is not used.`,
  }),
  "login-page": (details) => ({
    message: `${details.host} answered with a login page instead of ${wanted(details)}.`,
  }),
  html: (details) => ({
    message: `${details.host} answered with a web page instead of ${wanted(details)} (status ${details.status}).`,
  }),
  redirect: ({ host, target }) => ({
    message: `${host} redirected the request${target ? ` to ${target}` : ""}; that was not followed.`,
  }),
  "server-error": ({ host, status, retryAfterSeconds }) => ({
    message: `${host} failed with status ${status}.`,
    fix: [again(retryAfterSeconds)],
  }),
  "not-json": ({ host, status }) => ({
    message: `${host} answered with something that is not JSON${status === undefined ? "" : ` (status ${status})`}.`,
  }),
  "too-large": ({ host }) => ({
    message: `${host} answered with far more than was asked for; reading was stopped.`,
  }),
  cut: ({ host }) => ({ message: `The answer of ${host} was cut off.` }),
  shape: ({ host, endpoint, parameter }) => ({
    message:
      endpoint === "user" || endpoint === "table" || endpoint === "authorization"
        ? `${host} answered without ${named[endpoint]}.`
        : `${host} answered without usable tokens${parameter ? `: "${parameter}" is missing or not valid` : ""}.`,
  }),
};

/** What an answer should have been about. */
const named: Readonly<Record<OtherRequest, string>> = {
  refresh: "tokens",
  grant: "tokens",
  user: "the name of the user",
  table: "rows of the table",
  revocation: "a word on the revocation",
  authorization: "a page of an instance",
};

const wanted = ({ endpoint = "grant" }: Details): string => named[endpoint];

const again = (seconds: number | undefined): string =>
  seconds === undefined ? "Try again in a few minutes." : `Try again in ${seconds} seconds.`;

export function adviseOnAnswer(details: Details): Told {
  return { ...(adviseOnStatus(details) ?? table[details.reason](details)), also: aftermath(details) };
}

/** What a status tells better than the answer's body. */
function adviseOnStatus({ host, status, endpoint, retryAfterSeconds }: Details): Told | undefined {
  if (status === 429) {
    return {
      message: `${host} is answering too many requests just now.`,
      fix: [again(retryAfterSeconds)],
    };
  }
  if (status !== 404) return undefined;
  if (endpoint === "user")
    return { message: `${host} does not offer the look-up of the user (status 404).`, fix: [] };
  if (endpoint !== "revocation") return undefined;
  return {
    message: `${host} does not offer revocation at either of its two addresses (status 404).`,
    fix: ["Revoke the tokens on the instance: System OAuth > Manage Tokens."],
  };
}
