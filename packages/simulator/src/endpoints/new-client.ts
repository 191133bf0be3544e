import { Hono } from "hono";
import { html } from "hono/html";
import { layout } from "../pages/layout.ts";
import { messagePage } from "../pages/message.ts";
import type { PracticeEnv, Step } from "../practice.ts";
import { registryRoles } from "../tables/registry-roles.ts";
import { requireLogin } from "./browser-session.ts";

/**
 * What the page offers for programs that log in here. From Zurich on the guide's item is deprecated and replaced (release
 * notes); that it is no longer shown is a guess.
 */
const choices = {
  classic: "Create an OAuth API endpoint for external clients",
  zurich: "New Inbound Integration Experience",
} as const;

/** The words of the refusal are a guess. */
const requireRole: Step = async (c, next) =>
  ["admin", ...registryRoles].some((role) => c.var.user.roles.includes(role))
    ? next()
    : c.html(messagePage("Error", "Security constraints prevent access to this page."), 403);

const showChoices: Step = async (c) => {
  const choice = choices[c.var.practice.behaviour.registryChoices];
  const content = html`<p>What kind of OAuth application?</p><ul><li>${choice}</li></ul>`;
  return c.html(layout("Application Registries", content));
};

/** `/oauth_entity.do`: what Application Registry > New shows first. Address and page are a guess, the choices are not. */
export const newClientEndpoint = new Hono<PracticeEnv>().get(
  "/oauth_entity.do",
  requireLogin,
  requireRole,
  showChoices,
);
