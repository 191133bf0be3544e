import type { AuthErrorDetails } from "../errors.ts";
import type { Advice } from "./advice.ts";
import { aftermath } from "./aftermath.ts";

type Details = AuthErrorDetails["INSTANCE_UNREACHABLE"];

const networkTable: Record<Details["reason"], (details: Details) => Advice> = {
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
  proxy: adviseOnProxy,
  network: ({ host }) => ({
    message: `${host} could not be reached.`,
    fix: ["Check the network and try again."],
  }),
};

function adviseOnProxy({ host, proxy }: Details): Advice {
  if (proxy === undefined) {
    return {
      message: "HTTPS_PROXY must be an http or https URL.",
      fix: ["Correct it, e.g. http://proxy.example:3128, or unset it; other kinds of proxy cannot be used."],
    };
  }
  const status = proxy.status === undefined ? "" : ` (status ${proxy.status})`;
  return {
    message: `The proxy ${proxy.host} did not let us through to ${host}${status}.`,
    fix: [
      proxy.status === 407
        ? "The proxy wants a user name and password: put them into HTTPS_PROXY."
        : "Check HTTPS_PROXY, and whether NO_PROXY should name this host.",
    ],
  };
}

function adviseOnTls({ host, tls }: Details): Advice {
  const issuer = tls?.issuer ? ` (issued by ${tls.issuer})` : "";
  const trust =
    "If a company proxy inspects the traffic, name its certificate authority with --ca-file FILE.";
  const clock = "Check this computer's clock; if it is right, the instance's certificate is at fault.";
  const faults: Record<NonNullable<Details["tls"]>["fault"], Advice> = {
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

export function adviseOnNetwork(details: Details): Advice {
  const { message, fix } = networkTable[details.reason](details);
  return { message, fix: [...fix, ...aftermath(details)] };
}
