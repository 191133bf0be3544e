import { randomBytes } from "node:crypto";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import type { PageContext, PageEnv, PageMiddleware } from "../page-env.ts";
import { sameText } from "./same-text.ts";

/** Who may see the page: the one browser that came with the key first. */
export interface Admission {
  /** The address to open; it works once. */
  readonly address: string;
  /** Turns the key into a cookie. */
  readonly admit: PageMiddleware;
  isAdmitted(c: PageContext): boolean;
  /** Nobody is admitted any more; whoever asked for it loses the cookie too. */
  end(c?: PageContext): void;
}

/** Admits one browser, and leads it to what `home` says. */
export function createAdmission(origin: string, home: () => string): Admission {
  // A cookie knows no ports: with one name, two pages would put each other out.
  const name = `nowtoken-${new URL(origin).port || 80}`;
  const pass = randomBytes(32).toString("base64url");
  let key: string | undefined = randomBytes(32).toString("base64url");
  let isOpen = true;
  const isAdmitted = (c: PageContext) => isOpen && sameText(getCookie(c, name), pass);
  return {
    address: `${origin}/?key=${key}`,
    isAdmitted,
    admit: createMiddleware<PageEnv>(async (c, next) => {
      const given = c.req.query("key");
      if (c.req.method !== "GET" || c.req.path !== "/" || given === undefined) return next();
      // Whoever is in already has come back through the browser's history.
      if (isAdmitted(c)) return c.redirect(home(), 303);
      if (key === undefined || !sameText(given, key)) return next();
      key = undefined;
      setCookie(c, name, pass, { httpOnly: true, sameSite: "Strict", path: "/" });
      return c.redirect(home(), 303);
    }),
    end(c) {
      isOpen = false;
      key = undefined;
      if (c !== undefined) deleteCookie(c, name, { path: "/" });
    },
  };
}
