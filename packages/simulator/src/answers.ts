import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { PracticeContext, Step } from "./practice.ts";

/** The headers that every answer of an instance carries (capture of 2023-01-08). */
export const addInstanceHeaders: Step = async (c, next) => {
  c.header("Date", c.var.practice.now().toUTCString());
  c.header("Server", "ServiceNow");
  c.header("X-Content-Type-Options", "nosniff");
  c.header("Cache-Control", "no-cache,no-store,must-revalidate,max-age=-1");
  c.header("Pragma", "no-store,no-cache");
  c.header("Expires", "0");
  if (c.var.practice.origin.startsWith("https:")) {
    c.header("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
  }
  await next();
};

/** JSON with an instance's content type. */
export function answerJson(c: PracticeContext, body: unknown, status: ContentfulStatusCode = 200): Response {
  return c.body(JSON.stringify(body), status, { "Content-Type": "application/json;charset=UTF-8" });
}

/** The error body of the REST APIs. */
export function answerApiError(
  c: PracticeContext,
  status: ContentfulStatusCode,
  error: { readonly message: string; readonly detail: string | null },
): Response {
  return answerJson(c, { error, status: "failure" }, status);
}
