import type { HttpBindings } from "@hono/node-server";
import type { Context, MiddlewareHandler } from "hono";

/** The Hono environment of the page. */
export interface PageEnv {
  /** Given when a socket is behind the request. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    /** What was sent, without the form token. */
    form: URLSearchParams;
  };
}

export type PageContext = Context<PageEnv>;
export type PageMiddleware = MiddlewareHandler<PageEnv>;
