import { isAuthError } from "@nowtoken/core";
import { type Context, Hono } from "hono";
import { showFailure } from "../../redirect/answer.ts";
import type { ToldCheck, VerificationWishes } from "../page-profiles.ts";
import { page } from "../views/layout.tsx";
import { VerifyPage } from "../views/logins/verify-page.tsx";
import type { LoginEnv } from "./login-env.ts";

/** The proof that the tokens of a login work. */
export const verifyRoutes = new Hono<LoginEnv>()
  .get("/verify", (c) => show(c, { tables: [], expectUser: undefined, asConnector: false }))
  .post("/verify", async (c) => {
    const wishes = readWishes(c.var.form);
    try {
      return show(c, wishes, { checks: await c.var.profiles.verify(c.var.login.name, wishes) });
    } catch (error) {
      if (!isAuthError(error)) throw error;
      c.var.options.onFailure?.(error);
      return show(c, wishes, { failure: showFailure(error, c.var.options.describeFailure) });
    }
  });

function readWishes(form: URLSearchParams): VerificationWishes {
  return {
    tables: (form.get("tables") ?? "").split(/[\s,]+/u).filter((table) => table !== ""),
    expectUser: form.get("expectUser")?.trim() || undefined,
    asConnector: form.has("asConnector"),
  };
}

interface Outcome {
  readonly checks?: readonly ToldCheck[];
  readonly failure?: ReturnType<typeof showFailure>;
}

function show(c: Context<LoginEnv>, wishes: VerificationWishes, outcome: Outcome = {}) {
  const { login, formToken } = c.var;
  return c.html(page(<VerifyPage {...{ login, formToken, wishes }} {...outcome} />));
}
