import type { HttpBindings } from "@hono/node-server";
import type { MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";

/** Node's own request, where there is a socket. */
export interface CallbackEnv {
  Bindings: Partial<HttpBindings>;
}

/** The path as it stood on the wire: not decoded and not normalised, so that no two spellings mean one route. */
export function exactPath(request: Request, options?: { env?: CallbackEnv["Bindings"] }): string {
  return targetOf(request, options?.env).replace(/\?.*$/su, "");
}

/** The query as it stood on the wire, without its question mark. */
export function exactQuery(request: Request, env: CallbackEnv["Bindings"] | undefined): string {
  return targetOf(request, env).replace(/^[^?]*\??/su, "");
}

function targetOf(request: Request, env: CallbackEnv["Bindings"] | undefined): string {
  return env?.incoming?.url ?? request.url.slice(new URL(request.url).origin.length);
}

/**
 * Lets only those requests through that were sent to one of `hosts`, byte for byte: a page whose name was rebound to
 * this machine, or that asks for another address through us, is refused.
 */
export function onlyTo(hosts: readonly string[]): MiddlewareHandler<CallbackEnv> {
  return createMiddleware<CallbackEnv>(async (context, next) => {
    const { req } = context;
    // Hono leaves it undefined where no bindings were given.
    const env: CallbackEnv["Bindings"] | undefined = context.env;
    const incoming = env?.incoming;
    const named = incoming ? incoming.headersDistinct["host"] : [new URL(req.url).host];
    const [host = "", ...more] = named ?? [];
    if (more.length > 0 || !hosts.includes(host) || !req.path.startsWith("/"))
      return context.text("forbidden", 403);
    return next();
  });
}

/** Lets only plain GET requests through, without a body; what a browser fetches ahead of need changes nothing. */
export const onlyPlainGet: MiddlewareHandler = createMiddleware(async (context, next) => {
  const { req } = context;
  if (req.method !== "GET") return context.text("method not allowed", 405, { Allow: "GET" });
  if ((req.header("content-length") ?? "0") !== "0" || req.header("transfer-encoding") !== undefined) {
    return context.text("content too large", 413, { Connection: "close" });
  }
  const purposes = ["sec-purpose", "purpose", "x-purpose", "x-moz"].map((name) => req.header(name));
  if (purposes.some((purpose) => /prefetch|prerender|preview/iu.test(purpose ?? "")))
    return context.body(null, 204);
  return next();
});
