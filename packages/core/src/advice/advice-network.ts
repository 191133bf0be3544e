import type { AuthErrorDetails } from "../errors.ts";
import type { Advice } from "./advice.ts";

type NetworkDetails = AuthErrorDetails["INSTANCE_UNREACHABLE"];
type AnswerDetails = AuthErrorDetails["TOKEN_RESPONSE_INVALID"];

const spent = "The authorization code may be spent: log in again for a new one.";
const unspent = "Nothing was sent, so the authorization code is still good for the rest of its minute.";

const networkTable: Record<NetworkDetails["reason"], (details: NetworkDetails) => Advice> = {
  "name-not-found": ({ host }) => ({
    message: `The name ${host} was not found.`,
    fix: ["Check the instance's name, and the network or VPN."],
  }),
  refused: ({ host }) => ({
    message: `${host} refused the connection.`,
    fix: ["Check the instance's address and port, and the firewall or VPN between."],
  }),
  reset: ({ host }) => ({
    message: `${host} closed the connection before it answered.`,
    fix: ["Try again; if it goes on, a firewall or proxy between may be cutting the connection."],
  }),
  "timed-out": ({ host, seconds }) => ({
    message: `${host} did not answer in full within ${seconds} seconds.`,
    fix: ["Try again, or give more time with --timeout, in seconds."],
  }),
  tls: adviseOnTls,
  proxy: ({ host, proxy }) => ({
    message: `The proxy ${proxy?.host ?? ""} did not let us through to ${host}${proxy?.status ? ` (status ${proxy.status})` : ""}.`,
    fix: [
      proxy?.status === 407
        ? "The proxy wants a user name and password: put them into HTTPS_PROXY."
        : "Check HTTPS_PROXY, and whether NO_PROXY should name this host.",
    ],
  }),
  network: ({ host }) => ({
    message: `${host} could not be reached.`,
    fix: ["Check the network and try again."],
  }),
};

function adviseOnTls({ host, tls }: NetworkDetails): Advice {
  const issuer = tls?.issuer ? ` (issued by ${tls.issuer})` : "";
  const trust =
    "If a company proxy inspects the traffic, name its certificate authority with --ca-file FILE.";
  const clock = "Check this computer's clock; if it is right, the instance's certificate is at fault.";
  const faults: Record<NonNullable<NetworkDetails["tls"]>["fault"], Advice> = {
    "self-signed": { message: `The certificate of ${host} is self-signed${issuer}.`, fix: [trust] },
    "unknown-issuer": {
      message: `The certificate of ${host} comes from an unknown authority${issuer}.`,
      fix: [trust],
    },
    expired: { message: `The certificate of ${host} has expired${issuer}.`, fix: [clock] },
    "not-yet-valid": { message: `The certificate of ${host} is not valid yet${issuer}.`, fix: [clock] },
    "wrong-host": {
      message: `The certificate of ${host} is for another host${issuer}.`,
      fix: ["Check the instance's address: this may be another server."],
    },
    "not-tls": {
      message: `${host} does not speak TLS on this port.`,
      fix: ["Check the port and the scheme."],
    },
    protocol: {
      message: `${host} speaks no TLS version that is safe today.`,
      fix: ["TLS 1.2 or newer is needed: check for an old proxy between."],
    },
    other: { message: `The certificate of ${host} could not be verified${issuer}.`, fix: [trust] },
  };
  return faults[tls?.fault ?? "other"];
}

export function adviseOnNetwork(details: NetworkDetails): Advice {
  const { message, fix } = networkTable[details.reason](details);
  return { message, fix: [...fix, details.sent ? spent : unspent] };
}

const answerTable: Record<AnswerDetails["reason"], (details: AnswerDetails) => Advice> = {
  hibernating: ({ host }) => ({
    message: `${host} is hibernating: a developer instance sleeps when it is not used.`,
    fix: ["Sign in at developer.servicenow.com to wake it, wait until its login page opens, then try again."],
  }),
  "login-page": ({ host }) => ({
    message: `${host} answered with a login page instead of tokens.`,
    fix: [
      "Check the instance URL: single sign-on or a portal answers at this address, not the token endpoint.",
    ],
  }),
  html: ({ host, status }) => ({
    message: `${host} answered with a web page instead of tokens (status ${status}).`,
    fix: ["Check the instance URL, and whether a firewall or proxy answers in the instance's place."],
  }),
  redirect: ({ host, target }) => ({
    message: `${host} redirected the token request${target ? ` to ${target}` : ""}; it was not followed.`,
    fix: ["Check the instance URL: the name may be old, or a portal may stand in front."],
  }),
  "server-error": ({ host, status, retryAfterSeconds }) => ({
    message: `${host} failed with status ${status}.`,
    fix: [
      retryAfterSeconds === undefined
        ? "Try again in a few minutes."
        : `Try again in ${retryAfterSeconds} seconds.`,
    ],
  }),
  "not-json": ({ host, status, retryAfterSeconds }) => ({
    message: `${host} answered with something that is not JSON (status ${status}).`,
    fix: [
      retryAfterSeconds === undefined
        ? "Check the instance URL, and whether a firewall or proxy answers in the instance's place."
        : `Try again in ${retryAfterSeconds} seconds.`,
    ],
  }),
  "too-large": ({ host }) => ({
    message: `${host} answered with far more than tokens; reading was stopped.`,
    fix: ["Check the instance URL: something else answers at this address."],
  }),
  cut: ({ host }) => ({
    message: `The answer of ${host} was cut off.`,
    fix: ["Try again; if it goes on, a firewall or proxy between may be cutting the connection."],
  }),
  shape: ({ host, status, parameter, retryAfterSeconds }) => ({
    message:
      status === 429
        ? `${host} is answering too many requests just now.`
        : `${host} answered without usable tokens${parameter ? `: "${parameter}" is missing or not valid` : ""}.`,
    fix: [
      retryAfterSeconds === undefined
        ? "Check the instance URL; if it is right, tell the instance's administrator."
        : `Try again in ${retryAfterSeconds} seconds.`,
    ],
  }),
};

export function adviseOnAnswer(details: AnswerDetails): Advice {
  const { message, fix } = answerTable[details.reason](details);
  return { message, fix: [...fix, spent] };
}
