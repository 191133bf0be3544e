import type { Socket } from "node:net";
import type { PeerCertificate } from "node:tls";
import { cleanRemoteText } from "./clean-text.ts";
import { opened, tlsEndpoint } from "./dial.ts";

/**
 * Looks at who issued the server's certificate, unchecked, on a connection that sends nothing and ends at once: the
 * one that was refused no longer tells.
 */
export async function readIssuer(
  url: URL,
  signal: AbortSignal,
  tunnel: Socket | undefined,
): Promise<string | undefined> {
  const { connect } = process.getBuiltinModule("node:tls");
  const socket = connect({
    ...tlsEndpoint(url),
    ...(tunnel && { socket: tunnel }),
    rejectUnauthorized: false,
  });
  const certificate = (await opened(socket, "secureConnect", signal)).getPeerCertificate();
  socket.destroy();
  return issuerName(certificate);
}

/** Who issued a certificate, fit to be shown; undefined where it does not tell. */
export function issuerName({ issuer }: Partial<Pick<PeerCertificate, "issuer">>): string | undefined {
  const names = [issuer?.CN, issuer?.O].flat().filter((name) => name !== undefined);
  return cleanRemoteText(names.join(", "), { limit: 100 }) || undefined;
}
