import { once } from "node:events";
import type { Socket } from "node:net";
import type { SecureContext } from "node:tls";

/** How a connection is opened. */
export interface Dialling {
  /** Ends the attempt, and nothing after it. */
  readonly signal: AbortSignal;
  /** The authorities to check the server's certificate against; only https needs them. */
  readonly context?: SecureContext | undefined;
  /** An open connection to speak TLS over. */
  readonly tunnel?: Socket | undefined;
}

/** Opens a TCP connection to the host of `url`, with TLS and a checked certificate for https; rejects with Node's error. */
export async function dial(url: URL, { signal, context, tunnel }: Dialling): Promise<Socket> {
  const { host, port } = endpoint(url);
  if (url.protocol === "http:") {
    return opened(process.getBuiltinModule("node:net").connect({ host, port }), "connect", signal);
  }
  const socket = process.getBuiltinModule("node:tls").connect({
    ...tlsEndpoint(url),
    ...(tunnel && { socket: tunnel }),
    ...(context && { secureContext: context }),
    // Said outright, so that NODE_TLS_REJECT_UNAUTHORIZED=0 has no effect.
    rejectUnauthorized: true,
  });
  return opened(socket, "secureConnect", signal);
}

/** What `tls.connect` needs to know of an https URL. */
export function tlsEndpoint(url: URL) {
  const { host, port } = endpoint(url);
  const { isIP } = process.getBuiltinModule("node:net");
  // RFC 6066 §3: an address is no server name.
  return { host, port, servername: isIP(host) ? "" : host, ALPNProtocols: ["http/1.1"] };
}

function endpoint({ protocol, hostname, port }: URL) {
  return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || (protocol === "https:" ? 443 : 80)) };
}

/** Waits until `socket` can be used; destroys it otherwise. */
export async function opened<Opened extends Socket>(
  socket: Opened,
  event: "connect" | "secureConnect",
  signal: AbortSignal,
): Promise<Opened> {
  // Whoever uses the socket hears of errors too; one that comes when nobody listens must not end the process.
  socket.on("error", () => {});
  try {
    await once(socket, event, { signal });
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}
