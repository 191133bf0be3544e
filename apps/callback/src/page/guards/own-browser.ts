import { createMiddleware } from "hono/factory";
import { exactPath } from "../../redirect/exact-request.ts";
import type { PageEnv } from "../page-env.ts";

/** Lets only GET and POST through, and only paths that stand on the wire as the routes have them. */
export const onlyOwnRoutes = createMiddleware<PageEnv>(async (c, next) => {
  const { method, path, raw } = c.req;
  if (method !== "GET" && method !== "POST") return c.text("method not allowed", 405, { Allow: "GET, POST" });
  if (exactPath(raw, { env: c.env }) !== path) return c.text("not found", 404);
  return next();
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
