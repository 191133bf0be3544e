import { getCookie, setCookie } from "hono/cookie";
import type { PracticeContext, Step } from "../practice.ts";
import type { Session } from "../sessions.ts";

// Name and attributes of the cookie as captured on a developer instance, 2023-01-08.
const cookieName = "JSESSIONID";

/** The session of the browser's cookie. */
export function findSession(c: PracticeContext): Session | undefined {
  return c.var.practice.sessions.find(getCookie(c, cookieName) ?? "");
}

/** The session of the browser's cookie; starts one that nobody is signed in to when there is none. */
export function currentSession(c: PracticeContext): Session {
  return findSession(c) ?? keep(c, c.var.practice.sessions.start());
}

/** Makes the cookie name this session from now on. */
export function keep(c: PracticeContext, session: Session): Session {
  const secure = c.var.practice.origin.startsWith("https:");
  setCookie(c, cookieName, session.id, { path: "/", httpOnly: true, sameSite: "Lax", secure });
  return session;
}

/** The real hops from here to the login page and back are not recorded: guess. */
export const requireLogin: Step = async (c, next) => {
  const session = currentSession(c);
  if (session.user === undefined) {
    const { pathname, search } = new URL(c.req.url);
    session.returnTo = pathname + search;
    return c.redirect("/login.do");
  }
  c.set("user", session.user);
  return next();
};
