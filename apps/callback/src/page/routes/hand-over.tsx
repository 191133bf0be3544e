import {
  type ConnectorName,
  connectorFileName,
  connectorNames,
  type FilledField,
  fillConnector,
  isAuthError,
  renderConnector,
} from "@nowtoken/core";
import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { showFailure } from "../../redirect/answer.ts";
import { page } from "../views/layout.tsx";
import { ConnectorPage } from "../views/logins/connector-page.tsx";
import { ConnectorsPage } from "../views/logins/connectors-page.tsx";
import type { LoginEnv } from "./login-env.ts";

interface HandOverEnv {
  Bindings: LoginEnv["Bindings"];
  Variables: LoginEnv["Variables"] & { to: ConnectorName };
}

const onlyToKnown = createMiddleware<HandOverEnv>(async (c, next) => {
  const to = connectorNames.find((name) => name === c.req.param("to"));
  if (to === undefined) return c.redirect(`/logins/${c.var.login.name}/hand-over`, 303);
  c.set("to", to);
  return next();
});

/** A login's values under the names of a product's form; whatever goes out is remembered, without the values. */
export const handOverRoutes = new Hono<HandOverEnv>()
  .get("/hand-over", (c) => c.html(page(<ConnectorsPage login={c.var.login} />)))
  .use("/hand-over/:to", onlyToKnown)
  .use("/hand-over/:to/*", onlyToKnown)
  .get("/hand-over/:to", async (c) => {
    const { profiles, login, to } = c.var;
    return show(c, async () => {
      const { values } = await profiles.valuesOf(login.name, { isFresh: false });
      return { fields: fillConnector(to, values) };
    });
  })
  .post("/hand-over/:to/show", (c) => show(c, () => handOut(c)))
  .post("/hand-over/:to/value", async (c) => {
    const { shown } = await handOut(c);
    return shown === undefined ? c.text("bad request", 400) : c.json({ value: textOf(shown) });
  })
  .post("/hand-over/:to/download", (c) => {
    const { profiles, login, to } = c.var;
    return orFailure(c, async () => {
      const { values } = await profiles.valuesOf(login.name, { isFresh: true });
      const name = connectorFileName(to);
      const text = renderConnector(to, values, name);
      await profiles.noteHandOver(login.name, to);
      return c.body(text, 200, {
        "Content-Type": name.endsWith(".json") ? "application/json" : "text/plain; charset=utf-8",
        "Content-Disposition": `attachment; filename="${name}"`,
      });
    });
  })
  // Where a form's answer stands in the address bar, and somebody asks for it again.
  .get("/hand-over/:to/*", (c) => c.redirect(`/logins/${c.var.login.name}/hand-over/${c.var.to}`, 303));

interface Content {
  readonly fields: readonly FilledField[];
  readonly warnings?: readonly string[];
  /** The one field that was asked for. */
  readonly shown?: FilledField | undefined;
}

/** The fields, with tokens that live; a secret that was asked for counts as handed over. */
async function handOut(c: Context<HandOverEnv>): Promise<Content> {
  const { profiles, login, to, form } = c.var;
  const { values, warnings } = await profiles.valuesOf(login.name, { isFresh: true });
  const fields = fillConnector(to, values);
  const shown = fields.find(({ label }) => label === form.get("value"));
  if (shown?.isSecret) await profiles.noteHandOver(login.name, to);
  return { fields, warnings, shown };
}

function show(c: Context<HandOverEnv>, make: () => Promise<Content>): Promise<Response> {
  return orFailure(c, async () => c.html(page(<ConnectorPage {...subjectOf(c)} {...(await make())} />)));
}

/** What keeps a login from being handed over is told where its values would stand. */
async function orFailure(c: Context<HandOverEnv>, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (!isAuthError(error)) throw error;
    c.var.options.onFailure?.(error);
    const failure = showFailure(error, c.var.options.describeFailure);
    return c.html(page(<ConnectorPage {...subjectOf(c)} fields={[]} failure={failure} />), failure.status);
  }
}

function subjectOf({ var: { login, to, formToken, options } }: Context<HandOverEnv>) {
  return { login, to, formToken, now: options.effects.now() };
}

const textOf = ({ value }: FilledField): string => [value].flat().join(" ");
