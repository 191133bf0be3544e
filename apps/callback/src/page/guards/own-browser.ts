import { createMiddleware } from "hono/factory";
import type { PageEnv } from "../page-env.ts";

/** Lets only GET and POST through: anything else, HEAD included, is no browser that shows the page. */
export const onlyGetAndPost = createMiddleware<PageEnv>(async (c, next) => {
  if (c.req.method === "GET" || c.req.method === "POST") return next();
  return c.text("method not allowed", 405, { Allow: "GET, POST" });
});

/**
 * Refuses what another site's page makes the browser ask for; following a link to here is all that it may
 * (Fetch Metadata). Programs of other ports on this machine are other sites' pages too.
 */
export const onlyOwnPages = createMiddleware<PageEnv>(async (c, next) => {
  const site = c.req.header("sec-fetch-site") ?? "none";
  const isLink =
    c.req.method === "GET" &&
    c.req.header("sec-fetch-mode") === "navigate" &&
    c.req.header("sec-fetch-dest") === "document";
  if (site === "same-origin" || site === "none" || isLink) return next();
  return c.text("forbidden", 403);
});
