import type { AuthErrorDetails, OtherRequest } from "../errors.ts";
import type { Advice } from "./advice.ts";
import { aftermath } from "./aftermath.ts";

type Details = AuthErrorDetails["TOKEN_RESPONSE_INVALID"];

const otherServer =
  "Check the instance URL, and whether a firewall or proxy answers in the instance's place.";

const table: Record<Details["reason"], (details: Details) => Advice> = {
  hibernating: ({ host }) => ({
    message: `${host} is hibernating: a developer instance sleeps when it is not used.`,
    fix: ["Sign in at developer.servicenow.com to wake it, wait until its login page opens, then try again."],
  }),
  "login-page": (details) => ({
    message: `${details.host} answered with a login page instead of ${wanted(details)}.`,
    fix: ["Check the instance URL: single sign-on or a portal answers at this address, not the instance."],
  }),
  html: (details) => ({
    message: `${details.host} answered with a web page instead of ${wanted(details)} (status ${details.status}).`,
    fix: [otherServer],
  }),
  redirect: ({ host, target }) => ({
    message: `${host} redirected the request${target ? ` to ${target}` : ""}; that was not followed.`,
    fix: ["Check the instance URL: the name may be old, or a portal may stand in front."],
  }),
  "server-error": ({ host, status, retryAfterSeconds }) => ({
    message: `${host} failed with status ${status}.`,
    fix: [again(retryAfterSeconds)],
  }),
  "not-json": ({ host, status }) => ({
    message: `${host} answered with something that is not JSON${status === undefined ? "" : ` (status ${status})`}.`,
    fix: [otherServer],
  }),
  "too-large": ({ host }) => ({
    message: `${host} answered with far more than was asked for; reading was stopped.`,
    fix: ["Check the instance URL: something else answers at this address."],
  }),
  cut: ({ host }) => ({
    message: `The answer of ${host} was cut off.`,
    fix: ["Try again; if it goes on, a firewall or proxy between may be cutting the connection."],
  }),
  shape: ({ host, endpoint, parameter }) => ({
    message:
      endpoint === "user" || endpoint === "table"
        ? `${host} answered without ${named[endpoint]}.`
        : `${host} answered without usable tokens${parameter ? `: "${parameter}" is missing or not valid` : ""}.`,
    fix: ["Check the instance URL; if it is right, tell the instance's administrator."],
  }),
};

/** What an answer should have been about. */
const named: Readonly<Record<OtherRequest, string>> = {
  refresh: "tokens",
  grant: "tokens",
  user: "the name of the user",
  table: "rows of the table",
  revocation: "a word on the revocation",
};

const wanted = ({ endpoint = "grant" }: Details): string => named[endpoint];

const again = (seconds: number | undefined): string =>
  seconds === undefined ? "Try again in a few minutes." : `Try again in ${seconds} seconds.`;

export function adviseOnAnswer(details: Details): Advice {
  const { message, fix } = adviseOnStatus(details) ?? table[details.reason](details);
  return { message, fix: [...fix, ...aftermath(details)] };
}

/** What a status tells better than the answer's body. */
function adviseOnStatus({ host, status, endpoint, retryAfterSeconds }: Details): Advice | undefined {
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
