import type { Socket } from "node:net";
import { AuthError, isAuthError } from "../errors.ts";
import { readIssuer } from "./certificate-issuer.ts";
import { type Dialling, dial } from "./dial.ts";
import { unreachable } from "./failure.ts";
import type { Trust } from "./trust.ts";
import { openTunnel } from "./tunnel.ts";

/** From here to the server of `url`, through `proxy` where there is one. */
export interface Route {
  readonly url: URL;
  readonly proxy: URL | undefined;
}

/**
 * Opens a connection on which no request has been sent yet, the certificate checked when `url` is https.
 *
 * Where the issuer is unknown it tries once more with the system's authorities. Throws INSTANCE_UNREACHABLE with
 * `sent` false.
 */
export async function openConnection(route: Route, trust: Trust, signal: AbortSignal): Promise<Socket> {
  if (route.url.protocol === "http:") return open(route, { signal });
  const context = trust.context();
  try {
    return await open(route, { signal, context });
  } catch (error) {
    const fault = isAuthError(error, "INSTANCE_UNREACHABLE") ? error.details.tls?.fault : undefined;
    const unknownIssuer = fault === "unknown-issuer" || fault === "self-signed";
    if (unknownIssuer && trust.widen(context)) return openConnection(route, trust, signal);
    throw await withIssuer(error, route, { signal, context });
  }
}

async function open(route: Route, dialling: Dialling): Promise<Socket> {
  const { url, proxy } = route;
  const tunnel = await tunnelOf(route, dialling);
  try {
    return await dial(url, { ...dialling, tunnel });
  } catch (error) {
    throw unreachable(error, { host: url.host, sent: false, ...(proxy && { proxy: { host: proxy.host } }) });
  }
}

async function tunnelOf({ url, proxy }: Route, dialling: Dialling): Promise<Socket | undefined> {
  return proxy && openTunnel({ url, proxy }, dialling);
}

/** The same error, with the name of whoever issued a certificate that was refused. */
async function withIssuer(error: unknown, route: Route, dialling: Dialling): Promise<unknown> {
  if (!isAuthError(error, "INSTANCE_UNREACHABLE") || error.details.reason !== "tls") return error;
  const { tls } = error.details;
  if (tls === undefined || ["not-tls", "protocol", "other"].includes(tls.fault)) return error;
  try {
    const issuer = await readIssuer(route.url, dialling.signal, await tunnelOf(route, dialling));
    const details = { ...error.details, tls: { ...tls, ...(issuer && { issuer }) } };
    return new AuthError("INSTANCE_UNREACHABLE", error.message, details);
  } catch {
    return error;
  }
}
