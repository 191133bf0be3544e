import { randomBytes } from "node:crypto";
import { createMemoryChecklist, isAuthError } from "@nowtoken/core";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { showFailure } from "../redirect/answer.ts";
import { exactPath, onlyTo } from "../redirect/exact-request.ts";
import { stylesheet } from "./assets/page.css.ts";
import { script } from "./assets/page.js.ts";
import { type Admission, createAdmission } from "./guards/admission.ts";
import { onlyGetAndPost, onlyOwnPages } from "./guards/own-browser.ts";
import { onlyOwnForms } from "./guards/own-forms.ts";
import { pageHeaders } from "./guards/page-headers.ts";
import { createIdleTimer, type IdleTimer } from "./idle-timer.ts";
import type { PageOptions } from "./options.ts";
import type { PageEnv } from "./page-env.ts";
import { authoriseRoutes } from "./routes/authorise.tsx";
import { guideRoutes } from "./routes/guide.tsx";
import { instanceRoutes } from "./routes/instance.tsx";
import { loginsRoutes } from "./routes/logins.tsx";
import { tokensRoutes } from "./routes/tokens.tsx";
import { createPageSession, type PageSession, stageOf, statusOf } from "./session.ts";
import { page } from "./views/layout.tsx";
import { EndedPage, FaultPage, NotAdmittedPage } from "./views/message-pages.tsx";

/** The page, and the address that opens it. */
export interface PageApp {
  readonly app: Hono<PageEnv>;
  /** With the key, which works once. */
  readonly address: string;
  /** Forgets everything, and frees what the page holds. */
  close(): Promise<void>;
}

/**
 * Makes the page for one person in one browser: whoever comes with the key first.
 *
 * Everything that it knows stays in memory, and nothing secret ever stands in an address.
 */
export function createPageApp(options: PageOptions): PageApp {
  const { origin, idleMs = 15 * 60_000, onEnd } = options;
  const session = createPageSession(options);
  const admission = createAdmission(origin, () => (hasLogins(options) ? "/logins" : "/"));
  const idle = createIdleTimer(idleMs, async () => {
    await close();
    onEnd?.();
  });
  const close = async () => {
    idle.cancel();
    admission.end();
    await session.forget();
  };
  const app = createGuardedApp({ options, session, admission, idle });
  app.get("/page.js", (c) => c.body(script, 200, { "Content-Type": "text/javascript; charset=utf-8" }));
  app.get("/status", (c) => c.json(statusOf(session)));
  // Where a form's answer stands in the address bar, and somebody asks for it again.
  app.on("GET", ["/redirect", "/tokens/show"], (c) => c.redirect(stageOf(session), 303));
  app.route("/", instanceRoutes).route("/", authoriseRoutes).route("/", tokensRoutes).route("/", guideRoutes);
  app.route("/logins", loginsRoutes);
  app.post("/end", async (c) => {
    admission.end(c);
    await session.forget();
    idle.endSoon();
    return c.html(page(<EndedPage keepsLogins={options.profiles !== undefined} />));
  });
  app.all("*", (c) => c.text("not found", 404));
  return { app, address: admission.address, close };
}

/** Profiles that cannot be read keep nobody from logging in. */
function hasLogins({ profiles }: PageOptions): boolean {
  try {
    return profiles !== undefined && profiles.list().length > 0;
  } catch {
    return false;
  }
}

/** Our own, whose message may hold anything. */
const mistake = { message: "nowtoken itself made a mistake here.", status: 500 } as const;

interface PageParts {
  readonly options: PageOptions;
  readonly session: PageSession;
  readonly admission: Admission;
  readonly idle: IdleTimer;
}

/** An app whose routes are reached by its own browser and its own forms alone. */
function createGuardedApp({ options, session, admission, idle }: PageParts): Hono<PageEnv> {
  const { origin, describeFailure } = options;
  const formToken = randomBytes(32).toString("base64url");
  const { checklist = createMemoryChecklist() } = options;
  const app = new Hono<PageEnv>({ getPath: exactPath });
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (isAuthError(error)) options.onFailure?.(error);
    const answer = isAuthError(error) ? showFailure(error, describeFailure) : mistake;
    const keepsLogins = options.profiles !== undefined;
    return c.html(page(<FaultPage answer={answer} keepsLogins={keepsLogins} />), answer.status);
  });
  app.use(pageHeaders, onlyTo([new URL(origin).host]), onlyGetAndPost, onlyOwnPages);
  // It shows nothing of anybody's, and whoever is not admitted is told so in it.
  app.get("/page.css", (c) => c.body(stylesheet, 200, { "Content-Type": "text/css; charset=utf-8" }));
  app.use(admission.admit, async (c, next) => {
    if (!admission.isAdmitted(c)) return c.html(page(<NotAdmittedPage />), 403);
    // A forgotten tab asks too; one that waits for Allow has a deadline of its own.
    if (c.req.path !== "/status" || stageOf(session) === "/authorise") idle.touch();
    c.set("options", options);
    c.set("session", session);
    c.set("formToken", formToken);
    c.set("checklist", checklist);
    return next();
  });
  app.on("POST", ["*"], ...onlyOwnForms(origin, formToken));
  return app;
}
