import type { Hono } from "hono";
import { failedFetch } from "./faults/connection.ts";
import type { PracticeEnv } from "./practice.ts";

/** The shape of the platform's `fetch`. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * Makes the app a `fetch` that knows one origin: other hosts are not found, the signal ends waiting and reading alike,
 * and gzip is undone. Redirects are handed back, not followed. A path alone is one on the instance.
 */
export function createFetch(app: Hono<PracticeEnv>, origin: string): Fetch {
  return async (input, init) => {
    // The caller's own signal: that of a Request made here can be collected as garbage while everybody waits for it.
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    signal?.throwIfAborted();
    const request = new Request(input instanceof Request ? input : new URL(input, origin), init);
    if (new URL(request.url).origin !== origin) throw failedFetch("fetch failed", "ENOTFOUND");
    const response = Promise.resolve(app.fetch(request, {}));
    if (signal === undefined) return readAsFetchWould(await response);
    return readAsFetchWould(await Promise.race([response, rejectOnAbort(signal)]), signal);
  };
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener("abort", () => reject(signal.reason), { once: true }),
  );
}

function readAsFetchWould(response: Response, signal?: AbortSignal): Response {
  if (response.body === null) return response;
  const isCompressed = response.headers.get("content-encoding") === "gzip";
  const plain = isCompressed ? response.body.pipeThrough(new DecompressionStream("gzip")) : response.body;
  const body = signal === undefined ? plain : plain.pipeThrough(new TransformStream(), { signal });
  return body === response.body ? response : new Response(body, response);
}
