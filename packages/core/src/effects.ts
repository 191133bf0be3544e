import { createFetch, type FetchOptions } from "./http/fetch.ts";

/** What core sends: a subset of the WHATWG fetch parameters. */
export interface FetchInit {
  readonly method: "GET" | "POST" | "PATCH";
  readonly headers: Record<string, string>;
  readonly body?: string;
  /** Ends the whole exchange, headers and body, when it aborts. */
  readonly signal: AbortSignal;
  readonly redirect: "manual";
  /** Whether sending it twice does no harm: it may then go over a connection that was left open. */
  readonly repeatable?: boolean;
}

/** What core reads of an answer: a subset of the WHATWG Response, with the body already decompressed. */
export interface FetchAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** The global `fetch`, a Hono app's `request`, and our own client over node:http all fit. */
export type Fetch = (url: string, init: FetchInit) => FetchAnswer | Promise<FetchAnswer>;

/** Core's whole outside world besides the file system (a path) and randomness (data). */
export interface Effects {
  readonly fetch: Fetch;
  readonly now: () => Date;
  /** One request's deadline for headers and body together, in seconds. */
  readonly timeoutSeconds: number;
  /** Waits for so many milliseconds, before a request is made again; a timer of Node's by default. */
  readonly wait?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

/**
 * The real outside world: node:http, with proxies and certificate authorities, and the system's clock.
 *
 * `timeoutSeconds` is 30 by default. Throws CONFIG_INVALID when `caFile` cannot be read.
 */
export function createEffects(options: FetchOptions & { readonly timeoutSeconds?: number } = {}): Effects {
  return { fetch: createFetch(options), now: () => new Date(), timeoutSeconds: options.timeoutSeconds ?? 30 };
}
