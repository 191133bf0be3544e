import type { HttpBindings } from "@hono/node-server";
import type { GuideChecklist } from "@nowtoken/core";
import type { Context, MiddlewareHandler } from "hono";
import type { PageOptions } from "./options.ts";
import type { PageSession } from "./session.ts";

/** The Hono environment of the page. */
export interface PageEnv {
  /** Given when a socket is behind the request. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    options: PageOptions;
    session: PageSession;
    checklist: GuideChecklist;
    /** Stands in every form, and comes back with it. */
    formToken: string;
    /** What was sent. */
    form: URLSearchParams;
  };
}

export type PageContext = Context<PageEnv>;
export type PageMiddleware = MiddlewareHandler<PageEnv>;
