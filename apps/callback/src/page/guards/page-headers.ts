import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import type { PageEnv } from "../page-env.ts";

const secure = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    connectSrc: ["'self'"],
    imgSrc: ["data:"],
    // The link to the instance is no form: this would stop a form's redirect there.
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
  // With no-referrer a form's POST would say `Origin: null`.
  referrerPolicy: "same-origin",
  xFrameOptions: "DENY",
  // Plain http: a browser ignores it, and other programs on this machine must not be bound by it.
  strictTransportSecurity: false,
});

/** The headers of every answer, refusals included. */
export const pageHeaders = createMiddleware<PageEnv>(async (c, next) => {
  await secure(c, next);
  // Last, for a refusal that was thrown brings a response of its own.
  c.header("Cache-Control", "no-store");
});
