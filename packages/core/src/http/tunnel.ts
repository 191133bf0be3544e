import type { Socket } from "node:net";
import { unescape as percentDecode } from "node:querystring";
import { type Dialling, dial } from "./dial.ts";
import { unreachable } from "./failure.ts";

/** From here through `proxy` to the server of `url`. */
export interface ProxiedRoute {
  readonly url: URL;
  readonly proxy: URL;
}

/**
 * Asks a proxy for a connection to the server (RFC 9110 §9.3.6), with the proxy's name and password as Basic.
 *
 * Node's own `proxyEnv` agents are not used: a proxy that never answers would keep their socket, and so the process,
 * open past every signal. Throws INSTANCE_UNREACHABLE, reason `proxy`.
 */
export async function openTunnel(route: ProxiedRoute, dialling: Dialling): Promise<Socket> {
  let status: number | undefined;
  try {
    const socket = await dial(route.proxy, dialling);
    status = await connectThrough(socket, route, dialling.signal);
    if (status >= 200 && status < 300) return socket;
    socket.destroy();
    throw new Error("the proxy refused");
  } catch (error) {
    throw unreachable(error, {
      host: route.url.host,
      reason: dialling.signal.aborted ? "timed-out" : "proxy",
      sent: false,
      proxy: { host: route.proxy.host, ...(status !== undefined && { status }) },
    });
  }
}

function connectThrough(socket: Socket, { url, proxy }: ProxiedRoute, signal: AbortSignal): Promise<number> {
  const authority = `${url.hostname}:${url.port || 443}`;
  const credentials = percentDecode(`${proxy.username}:${proxy.password}`);
  const basic = `Basic ${Buffer.from(credentials).toString("base64")}`;
  const headers = { host: authority, ...(credentials !== ":" && { "proxy-authorization": basic }) };
  const { request } = process.getBuiltinModule("node:http");
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  request({ method: "CONNECT", path: authority, headers, createConnection: () => socket, signal })
    .on("connect", ({ statusCode = 0 }) => resolve(statusCode))
    .on("error", reject)
    .end();
  return promise;
}
