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
    const request =
      input instanceof Request ? new Request(input, init) : new Request(new URL(input, origin), init);
    if (new URL(request.url).origin !== origin) throw failedFetch("fetch failed", "ENOTFOUND");
    request.signal.throwIfAborted();
    const response = await Promise.race([app.fetch(request, {}), rejectOnAbort(request.signal)]);
    return readAsFetchWould(response, request.signal);
  };
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener("abort", () => reject(signal.reason), { once: true }),
  );
}

function readAsFetchWould(response: Response, signal: AbortSignal): Response {
  if (response.body === null) return response;
  const isCompressed = response.headers.get("content-encoding") === "gzip";
  const body = isCompressed ? response.body.pipeThrough(new DecompressionStream("gzip")) : response.body;
  return new Response(body.pipeThrough(new TransformStream(), { signal }), response);
}
