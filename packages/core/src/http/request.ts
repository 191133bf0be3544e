import type { Effects, FetchAnswer, FetchInit } from "../effects.ts";
import { AuthError, isAuthError } from "../errors.ts";
import { unreachable } from "./failure.ts";

/** How a request can be ended. */
export interface RequestOptions {
  /** Ends the request early; its reason is then what is thrown. */
  readonly signal?: AbortSignal | undefined;
}

/** One request, and how much of an answer is wanted. */
export interface HttpRequest extends RequestOptions {
  readonly url: string;
  readonly method: FetchInit["method"];
  readonly headers: Record<string, string>;
  readonly body?: string;
  /** The longest answer that is read, in bytes after decompression. */
  readonly limitBytes: number;
  /** Whether sending it twice does no harm, as with every GET. */
  readonly repeatable?: boolean | undefined;
}

/** An answer that was read to its end. */
export interface HttpAnswer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  /** The body as UTF-8, without a byte order mark. */
  readonly text: string;
  /** When the head of the answer came. */
  readonly receivedAt: Date;
  /** The host, and port where it has one, that answered. */
  readonly host: string;
}

/**
 * Sends one request and reads the answer as text.
 *
 * `effects.timeoutSeconds` and `limitBytes` hold for head, body and decompression together, whatever `effects.fetch`
 * does. Of a page longer than the limit the beginning is kept, so that it can still be told what it is.
 *
 * Throws INSTANCE_UNREACHABLE, and TOKEN_RESPONSE_INVALID with the reason `cut` or `too-large`.
 */
export async function requestText(effects: Effects, request: HttpRequest): Promise<HttpAnswer> {
  request.signal?.throwIfAborted();
  const deadline = startDeadline(effects.timeoutSeconds, request.signal);
  try {
    return await Promise.race([read(effects, request, deadline.signal), deadline.passed]);
  } catch (error) {
    request.signal?.throwIfAborted();
    const { host } = new URL(request.url);
    if (deadline.signal.aborted) throw timedOut(error, { host, seconds: effects.timeoutSeconds });
    throw isAuthError(error) ? error : unreachable(error, { host });
  } finally {
    deadline.end();
  }
}

/** Whether a text is HTML or XML by its first character, which no JSON begins with. */
export function isMarkup(text: string): boolean {
  return text.trimStart().startsWith("<");
}

function startDeadline(seconds: number, caller: AbortSignal | undefined) {
  const controller = new AbortController();
  const { promise: passed, reject } = Promise.withResolvers<never>();
  const abort = () => {
    controller.abort();
    // A fetch that heeds the signal may know more, such as that nothing was sent: it speaks first.
    setImmediate(reject, new Error("the deadline passed"));
  };
  // Node turns a longer timer into one of a millisecond.
  const timer = setTimeout(abort, Math.min(seconds * 1000, 2 ** 31 - 1));
  caller?.addEventListener("abort", abort);
  const end = () => {
    clearTimeout(timer);
    caller?.removeEventListener("abort", abort);
  };
  return { signal: controller.signal, passed, end };
}

async function read(effects: Effects, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const { url, method, headers, body, limitBytes, repeatable = method === "GET" } = request;
  const init: FetchInit = {
    method,
    // Firewalls refuse requests that name no program.
    headers: { ...headers, "user-agent": "nowtoken" },
    signal,
    redirect: "manual",
    repeatable,
    ...(body !== undefined && { body }),
  };
  const answer = await effects.fetch(url, init);
  const receivedAt = effects.now();
  const { host } = new URL(url);
  return {
    status: answer.status,
    header: (name) => answer.headers.get(name) ?? undefined,
    text: await readText(answer, { host, limitBytes, signal }),
    receivedAt,
    host,
  };
}

async function readText(
  { body, status }: FetchAnswer,
  { host, limitBytes, signal }: { host: string; limitBytes: number; signal: AbortSignal },
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body ?? []) {
      signal.throwIfAborted();
      chunks.push(chunk);
      size += chunk.length;
      if (size > limitBytes) break;
    }
    // Our own end of a body that lasts until the connection closes looks like its true end.
    signal.throwIfAborted();
  } catch {
    throw new AuthError("TOKEN_RESPONSE_INVALID", "expected a whole answer", { host, reason: "cut", status });
  }
  const bytes = Buffer.concat(chunks, Math.min(size, limitBytes));
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  if (size <= limitBytes || isMarkup(text)) return text;
  throw new AuthError("TOKEN_RESPONSE_INVALID", "expected a shorter answer", {
    host,
    reason: "too-large",
    status,
  });
}

function timedOut(error: unknown, { host, seconds }: { host: string; seconds: number }): AuthError {
  const known = isAuthError(error, "INSTANCE_UNREACHABLE") ? error.details : undefined;
  if (known !== undefined && known.reason !== "timed-out") return unreachable(undefined, known);
  return unreachable(undefined, { host, sent: true, ...known, reason: "timed-out", seconds });
}
