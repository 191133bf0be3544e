import type { AuthErrorDetails } from "../errors.ts";
import type { Told } from "./advice.ts";
import { aftermath } from "./aftermath.ts";

type Details = AuthErrorDetails["INSTANCE_UNREACHABLE"];

const networkTable: Record<Details["reason"], (details: Details) => Told> = {
  "name-not-found": ({ host }) => ({ message: `The name ${host} was not found.` }),
  refused: ({ host }) => ({ message: `${host} refused the connection.` }),
  reset: ({ host }) => ({ message: `${host} closed the connection before it answered.` }),
  "timed-out": ({ host, seconds }) => ({
    message: `${host} did not answer in full within ${seconds} seconds.`,
  }),
  tls: adviseOnTls,
  proxy: adviseOnProxy,
  network: ({ host }) => ({ message: `${host} could not be reached.` }),
};

function adviseOnProxy({ host, proxy }: Details): Told {
  if (proxy === undefined) return { message: "HTTPS_PROXY must be an http or https URL." };
  const status = proxy.status === undefined ? "" : ` (status ${proxy.status})`;
  return { message: `The proxy ${proxy.host} did not let us through to ${host}${status}.` };
}

function adviseOnTls({ host, tls }: Details): Told {
  const issuer = tls?.issuer ? ` (issued by ${tls.issuer})` : "";
  const messages: Record<NonNullable<Details["tls"]>["fault"], string> = {
    "self-signed": `The certificate of ${host} is self-signed${issuer}.`,
    "unknown-issuer": `The certificate of ${host} comes from an unknown authority${issuer}.`,
    expired: `The certificate of ${host} has expired${issuer}.`,
    "not-yet-valid": `The certificate of ${host} is not valid yet${issuer}.`,
    "wrong-host": `The certificate of ${host} is for another host${issuer}.`,
    "not-tls": `${host} does not speak TLS on this port.`,
    protocol: `${host} speaks no TLS version that is safe today.`,
    other: `The certificate of ${host} could not be verified${issuer}.`,
  };
  return { message: messages[tls?.fault ?? "other"] };
}

export function adviseOnNetwork(details: Details): Told {
  return { ...networkTable[details.reason](details), also: aftermath(details) };
}
