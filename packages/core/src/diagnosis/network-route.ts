import type { LookupAddress } from "node:dns";
import { unreachable } from "../http/failure.ts";
import { proxyFor } from "../http/proxy.ts";
import type { Chart } from "./chart.ts";

/** A look-up or a connection that takes longer is broken, in seconds; a shorter deadline of a request counts. */
const longestSeconds = 10;

/** The way to the instance, and what is learnt about it on the way. */
export interface NetworkRoute {
  readonly url: URL;
  /** Undefined where none is used. */
  readonly proxy: URL | undefined;
  /** What is connected to: the proxy, or the instance itself. */
  readonly host: string;
  readonly port: number;
  readonly seconds: number;
  /** Set by the look-up of the name. */
  addresses: readonly LookupAddress[];
}

/** Throws INSTANCE_UNREACHABLE for a proxy that is none. */
export function planRoute({ settings, surroundings }: Chart, instanceUrl: string): NetworkRoute {
  const url = new URL(instanceUrl);
  const proxy = proxyFor(url, surroundings.environment);
  const { protocol, hostname, port } = proxy ?? url;
  return {
    url,
    proxy,
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port || (protocol === "https:" ? 443 : 80)),
    seconds: Math.min(settings.timeoutSeconds, longestSeconds),
    addresses: [],
  };
}

/** What to call the other end of the first connection. */
export const describeHost = ({ proxy, host }: NetworkRoute): string =>
  proxy === undefined ? host : `the proxy ${host}`;

/** How the way to the first connection failed: whatever it is, it is the proxy's where there is one. */
export function routeError({ url, proxy, seconds }: NetworkRoute, error: unknown, timedOut: boolean) {
  return unreachable(error, {
    host: url.host,
    sent: false,
    ...(timedOut && { reason: "timed-out", seconds }),
    ...(proxy && { reason: "proxy", proxy: { host: proxy.host } }),
  });
}

/** A signal of the person or of the deadline. */
export function deadlineOf({ seconds }: NetworkRoute, signal: AbortSignal | undefined): AbortSignal {
  return AbortSignal.any([AbortSignal.timeout(seconds * 1000), ...(signal === undefined ? [] : [signal])]);
}
