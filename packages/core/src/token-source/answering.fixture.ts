import type { Effects } from "../effects.ts";

/** What an instance does with one request: answers, fails as the network does, or anything else. */
export type Act = Response | Error | ((signal: AbortSignal) => Promise<Response> | Response);

/** An instance that does one thing after the other, the last one for ever, and what it was asked. */
export interface Answering {
  readonly effects: Effects;
  /** The form of each request. */
  readonly requests: Record<string, string>[];
  /** How long was waited between them, in milliseconds. */
  readonly waits: number[];
  /** Moves the clock, by seconds. */
  readonly pass: (seconds: number) => void;
}

export const startOfTests = new Date("2026-11-26T11:00:00Z");

export function answering(acts: readonly (() => Act)[], options: Partial<Effects> = {}): Answering {
  const requests: Record<string, string>[] = [];
  const waits: number[] = [];
  let now = startOfTests.getTime();
  const effects: Effects = {
    async fetch(_url, { body, signal }) {
      const act = acts[Math.min(requests.length, acts.length - 1)]?.();
      requests.push(Object.fromEntries(new URLSearchParams(body)));
      if (act instanceof Error) throw act;
      if (act === undefined) throw new Error("expected no request");
      return typeof act === "function" ? act(signal) : act;
    },
    now: () => new Date(now),
    timeoutSeconds: 30,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
    ...options,
  };
  return { effects, requests, waits, pass: (seconds) => (now += seconds * 1000) };
}

export const tokens =
  (body: object = {}) =>
  () =>
    json({ access_token: "new-access", token_type: "Bearer", expires_in: 1799, ...body });

export const refusing =
  (error: string, status = 400) =>
  () =>
    json({ error }, status);

/** ServiceNow's answer to nearly every fault (community td-p/2373416). */
export const catchAll = () => json({ error_description: "access_denied", error: "server_error" }, 401);

export const page =
  (status: number, headers: Record<string, string> = {}) =>
  () =>
    new Response("<html><title>Sorry</title></html>", { status, headers });

export const tooMany = (retryAfter?: string) => () =>
  json(
    { error: { message: "Rate limit exceeded" } },
    429,
    retryAfter === undefined ? {} : { "retry-after": retryAfter },
  );

export const networkError = (code: string) => () => Object.assign(new Error(code), { code });

/** The connection ends in the middle of the tokens. */
export const cut = () => () =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from('{"access_token":"new-'));
        controller.error(new Error("cut"));
      },
    }),
  );

export const hanging = () => (signal: AbortSignal) =>
  new Promise<Response>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

function json(body: object, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}

/** Gives each request tokens of their own: `access-1` and, where they rotate, `refresh-1` for the first. */
export function numbered({
  rotating = false,
  ...body
}: {
  rotating?: boolean;
  expires_in?: number;
} = {}): (() => Act)[] {
  let count = 0;
  return [
    () => {
      count += 1;
      return tokens({
        access_token: `access-${count}`,
        ...(rotating && { refresh_token: `refresh-${count}` }),
        ...body,
      })();
    },
  ];
}
