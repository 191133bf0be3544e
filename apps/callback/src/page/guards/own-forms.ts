import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { createMiddleware } from "hono/factory";
import type { PageEnv, PageMiddleware } from "../page-env.ts";
import { sameText } from "./same-text.ts";

/** In bytes. The longest thing that anybody sends is a redirected address. */
const mostBytes = 64 * 1024;

/** Lets a POST through only from a form of ours: form-encoded, with our Origin and the session's form token; reads it. */
export function onlyOwnForms(origin: string, formToken: string): PageMiddleware[] {
  return [
    onlyFormEncoded,
    // It takes one of two headers for enough; here Origin has to be right, whatever Sec-Fetch-Site says.
    csrf({ origin, secFetchSite: () => false }),
    bodyLimit({ maxSize: mostBytes, onError: (c) => c.text("content too large", 413) }),
    createMiddleware<PageEnv>(async (c, next) => {
      const form = new URLSearchParams(await c.req.text());
      if (!sameText(form.get("formToken") ?? undefined, formToken)) return c.text("forbidden", 403);
      form.delete("formToken");
      c.set("form", form);
      return next();
    }),
  ];
}

const onlyFormEncoded = createMiddleware<PageEnv>(async (c, next) => {
  const type = c.req.header("content-type")?.replace(/;.*$/s, "").trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") return c.text("unsupported media type", 415);
  return next();
});
