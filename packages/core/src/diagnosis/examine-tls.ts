import type { DetailedPeerCertificate, TLSSocket } from "node:tls";
import { isAuthError } from "../errors.ts";
import { issuerName } from "../http/certificate-issuer.ts";
import { openConnection } from "../http/connection.ts";
import { unreachable } from "../http/failure.ts";
import { createTrust } from "../http/trust.ts";
import { type ExaminationResult, failedBy, ok, warning } from "./examination.ts";
import { deadlineOf, type NetworkRoute } from "./network-route.ts";

/** How many days before its end a certificate should have been renewed. */
const renewalDays = 14;
/** Instances under these names have certificates of public authorities. */
const vendorHosts = /\.(?:service-now|servicenowservices)\.com$/u;

/**
 * Opens a connection with TLS, through the proxy where there is one, and says who vouches for the other end.
 *
 * Throws CONFIG_INVALID for a file of authorities that cannot be read, and the signal's reason.
 */
export async function examineTls(
  route: NetworkRoute,
  { caFile, now, signal }: { caFile: string | undefined; now: Date; signal: AbortSignal | undefined },
): Promise<ExaminationResult> {
  const { url, proxy } = route;
  if (url.protocol === "http:") return ok("Plain http, which never leaves this computer.");
  const deadline = deadlineOf(route, signal);
  const trust = createTrust(caFile);
  try {
    const socket = (await openConnection({ url, proxy }, trust, deadline)) as TLSSocket;
    const seen = { certificate: socket.getPeerCertificate(true), protocol: socket.getProtocol() };
    socket.destroy();
    return judge(url, { ...seen, now });
  } catch (error) {
    signal?.throwIfAborted();
    if (!isAuthError(error, "INSTANCE_UNREACHABLE")) throw error;
    if (!deadline.aborted) return failedBy(error);
    const { seconds } = route;
    return failedBy(unreachable(undefined, { ...error.details, reason: "timed-out", seconds }));
  }
}

interface Seen {
  readonly certificate: DetailedPeerCertificate;
  readonly protocol: string | null;
  readonly now: Date;
}

function judge({ hostname }: URL, { certificate, protocol, now }: Seen): ExaminationResult {
  const issuer = issuerName(certificate) ?? "nobody that it names";
  const isPublic = isOfPublicAuthority(certificate);
  const days = Math.floor((Date.parse(certificate.valid_to) - now.getTime()) / 86_400_000);
  const facts = { protocol, issuer, isPublic, validTo: new Date(certificate.valid_to).toISOString(), days };
  const authority = isPublic ? "a public authority" : "no public authority, and believed here all the same";
  const message = `${protocol}, certificate good for ${days} days, issued by ${issuer}: ${authority}.`;
  if (days < renewalDays) {
    return warning(message, { fix: ["Tell whoever runs the server to renew its certificate."], facts });
  }
  if (isPublic || !vendorHosts.test(hostname)) return ok(message, { facts });
  return warning(message, {
    notes: ["A company's proxy inspects the traffic: it can read what is sent, tokens too."],
    fix: [
      "It works as it is; have the instance's host left out of the inspection where tokens must not pass there.",
    ],
    facts,
  });
}

/** Whether one of the chain is an authority that Node.js brings along; certificates are compared, not parsed. */
function isOfPublicAuthority(certificate: DetailedPeerCertificate): boolean {
  const { getCACertificates } = process.getBuiltinModule("node:tls");
  const bundled = new Set(getCACertificates("bundled").map(bodyOf));
  const seen = new Set<DetailedPeerCertificate>();
  // A root is its own issuer.
  for (let next: DetailedPeerCertificate | undefined = certificate; next !== undefined && !seen.has(next); ) {
    if (bundled.has(next.raw.toString("base64"))) return true;
    seen.add(next);
    next = next.issuerCertificate;
  }
  return false;
}

const bodyOf = (pem: string): string => pem.replace(/-----[A-Z ]+-----|\s/g, "");
