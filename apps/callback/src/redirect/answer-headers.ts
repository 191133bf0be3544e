import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

/**
 * The headers of every answer: nothing is cached, framed, sniffed, shared with other origins or told to other sites,
 * and a page loads nothing besides the one stylesheet that stands in it.
 */
export function answerHeaders(stylesheet = ""): MiddlewareHandler {
  const hash = createHash("sha256").update(stylesheet).digest("base64");
  const secure = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: [`'sha256-${hash}'`],
      imgSrc: ["data:"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: "DENY",
    // Plain http: a browser ignores it, and other programs on localhost must not be bound by it.
    strictTransportSecurity: false,
  });
  return (context, next) => {
    context.header("Cache-Control", "no-store");
    return secure(context, next);
  };
}
