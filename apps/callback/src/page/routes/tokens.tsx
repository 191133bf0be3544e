import { setTimeout as sleep } from "node:timers/promises";
import { credentialFile, formatCredential, isAuthError, writeCredentialFile } from "@nowtoken/core";
import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { showFailure } from "../../redirect/answer.ts";
import { connectorForm, type HeldTokens } from "../held-tokens.ts";
import type { PageLogin } from "../login.ts";
import type { PageEnv } from "../page-env.ts";
import { stageOf } from "../session.ts";
import { findValue, isValueName, type ValueName } from "../token-values.ts";
import { page } from "../views/layout.tsx";
import { TokensPage } from "../views/tokens-page.tsx";

interface TokensEnv {
  Bindings: PageEnv["Bindings"];
  Variables: PageEnv["Variables"] & { login: PageLogin; tokens: HeldTokens };
}

/** In milliseconds: most instances say within it whose tokens they are, and the page need not come twice. */
const patience = 800;

/** Leads away whoever comes while there are no tokens. */
const onlyWithTokens = createMiddleware<TokensEnv>(async (c, next) => {
  const { login } = c.var.session;
  if (login?.outcome === undefined || !("tokens" in login.outcome)) {
    return c.redirect(stageOf(c.var.session), 303);
  }
  c.set("login", login);
  c.set("tokens", login.outcome.tokens);
  return next();
});

/** The tokens, and the ways out for them: each is a POST, and none is an address. */
export const tokensRoutes = new Hono<TokensEnv>()
  .use("/tokens/*", onlyWithTokens)
  .get("/tokens", async (c) => {
    await Promise.race([c.var.tokens.asked, sleep(patience, undefined, { ref: false })]);
    return show(c);
  })
  .post("/tokens/show", async (c) => {
    const name = c.var.form.get("value");
    if (!isValueName(name)) return c.text("bad request", 400);
    if (name === "refreshToken") await noteHandOver(c, connectorForm);
    return show(c, name);
  })
  .post("/tokens/value", async (c) => {
    const name = c.var.form.get("value");
    const value = isValueName(name) ? findValue(name, c.var.login) : undefined;
    if (value === undefined) return c.text("bad request", 400);
    if (name === "refreshToken") await noteHandOver(c, connectorForm);
    return c.json({ value });
  })
  .post("/tokens/download", async (c) => {
    const format = c.var.form.get("format");
    if (!isFormat(format)) return c.text("bad request", 400);
    const { type, name } = downloads[format];
    await noteHandOver(c, credentialFile);
    return c.body(formatCredential(c.var.tokens.credential, format, name), 200, {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${name}"`,
    });
  })
  .post("/tokens/save", async (c) => {
    const { tokens, options } = c.var;
    if (!canSave(c)) return c.notFound();
    try {
      const path = (await options.desktopFile?.()) ?? "";
      tokens.saved = { path, warnings: await writeCredentialFile(path, tokens.credential, "text") };
      await noteHandOver(c, credentialFile);
    } catch (error) {
      if (!isAuthError(error)) throw error;
      options.onFailure?.(error);
      tokens.saved = { error };
    }
    return c.redirect("/tokens", 303);
  })
  .post("/tokens/owner", (c) => {
    c.var.tokens.askOwner();
    return c.redirect("/tokens", 303);
  });

/** Whoever has the refresh token stops working when it is revoked. That it is not remembered keeps nobody from it. */
async function noteHandOver({ var: { tokens } }: Context<TokensEnv>, to: string): Promise<void> {
  if (typeof tokens.kept === "object") await tokens.kept.noteHandOver(to).catch(() => undefined);
}

type Format = Parameters<typeof formatCredential>[1];

const downloads: Record<Format, { readonly type: string; readonly name: string }> = {
  text: { type: "text/plain; charset=utf-8", name: "servicenow_credentials.txt" },
  json: { type: "application/json", name: "servicenow_credentials.json" },
  env: { type: "text/plain; charset=utf-8", name: "servicenow_credentials.env" },
};

const isFormat = (format: string | null): format is Format =>
  format !== null && Object.hasOwn(downloads, format);

/** Practice tokens must not take the place of real ones. */
const canSave = (c: Context<TokensEnv>) =>
  c.var.options.desktopFile !== undefined && !c.var.login.start.isPractice;

function show(c: Context<TokensEnv>, shown?: ValueName) {
  const { login, tokens, formToken, options } = c.var;
  const { owner, saved } = tokens;
  const failureIn = (part: typeof owner | typeof saved) =>
    typeof part === "object" && "error" in part
      ? showFailure(part.error, options.describeFailure)
      : undefined;
  const view = (
    <TokensPage
      login={login}
      tokens={tokens}
      formToken={formToken}
      now={options.effects.now()}
      canSave={canSave(c)}
      keepsLogins={options.profiles !== undefined}
      ownerFailure={failureIn(owner)}
      saveFailure={failureIn(saved)}
      shown={shown}
    />
  );
  return c.html(page(view));
}
