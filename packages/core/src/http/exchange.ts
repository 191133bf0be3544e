import type { IncomingMessage } from "node:http";
import type { FetchAnswer, FetchInit } from "../effects.ts";
import { AuthError } from "../errors.ts";
import { decompressed } from "./decompression.ts";
import { systemCodes, unreachable } from "./failure.ts";
import type { Connecting } from "./kept-connections.ts";

/** Sends one request over an open connection, which closes with the end of the answer, unless it is kept, or of `signal`. */
export async function exchange(connecting: Connecting, url: URL, init: FetchInit): Promise<FetchAnswer> {
  const message = await send(connecting, url, init);
  const header = (name: string) => {
    const value = message.headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join(", ") : (value ?? null);
  };
  const body = await bodyOf(message, { host: url.host, coding: header("content-encoding") });
  return { status: message.statusCode ?? 0, headers: { get: header }, body };
}

function send(
  connecting: Connecting,
  url: URL,
  { method, headers, body, signal }: FetchInit,
): Promise<IncomingMessage> {
  const { request } = process.getBuiltinModule("node:http");
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request({
    method,
    path: `${url.pathname}${url.search}`,
    headers: {
      ...headers,
      host: url.host,
      "accept-encoding": "identity",
      ...(body !== undefined && { "content-length": Buffer.byteLength(body) }),
    },
    ...connecting,
    signal,
  })
    .on("response", resolve)
    .on("error", (error) => reject(failureOf(error, url.host)))
    .end(body);
  return promise;
}

function failureOf(error: Error, host: string): AuthError {
  const unparsable = systemCodes(error).some((code) => code.startsWith("HPE_"));
  if (!unparsable) return unreachable(error, { host, sent: true });
  return new AuthError("TOKEN_RESPONSE_INVALID", "expected an HTTP answer", { host, reason: "not-json" });
}

async function bodyOf(
  message: IncomingMessage,
  { host, coding }: { host: string; coding: string | null },
): Promise<AsyncIterable<Uint8Array>> {
  if (coding === null || /^(identity)?$/i.test(coding)) return message;
  const body = decompressed(message, coding.toLowerCase());
  if (body !== undefined) return body;
  message.destroy();
  throw new AuthError("TOKEN_RESPONSE_INVALID", "expected one known content coding", {
    host,
    reason: "not-json",
    ...(message.statusCode !== undefined && { status: message.statusCode }),
  });
}
