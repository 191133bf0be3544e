import type { Socket } from "node:net";
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
  const { issuer } = (await opened(socket, "secureConnect", signal)).getPeerCertificate();
  socket.destroy();
  const names = [issuer?.CN, issuer?.O].flat().filter((name) => name !== undefined);
  return cleanRemoteText(names.join(", "), { limit: 100 }) || undefined;
}
