import { Hono } from "hono";
import { consentPage } from "../pages/consent.ts";
import { messagePage } from "../pages/message.ts";
import type { PracticeContext, PracticeEnv, Step } from "../practice.ts";
import { createFormToken } from "../sessions.ts";
import { redirectWithCode } from "./authorization-redirect.ts";
import { currentSession, requireLogin } from "./browser-session.ts";
import { findClient } from "./find-client.ts";
import { splitScopes } from "./scopes.ts";

/** The page for an unknown or inactive client is not documented: guess. */
const requireClient: Step = async (c, next) => {
  const client = findClient(c.var.practice, c.req.query("client_id"));
  if (client === undefined) return refuse(c, "Invalid client_id");
  c.set("client", client);
  return next();
};

/** The implicit grant is off by default; the words are a guess. */
const checkResponseType: Step = async (c, next) =>
  c.req.query("response_type") === "code" ? next() : refuse(c, "Invalid response_type");

const checkState: Step = async (c, next) => {
  // oauth-auth-code-flow-state-parm.md
  if (c.var.practice.behaviour.stateRequired && !c.req.query("state")) {
    return refuse(c, "Missing State parameter in request.");
  }
  return next();
};

const checkRedirectUri: Step = async (c, next) => {
  const { redirectUris } = c.var.client;
  const [first] = redirectUris;
  // Reported by several clients' authors, among them one of a Power BI connector.
  if (first === undefined) return refuse(c, "Missing redirect URL in application registration");
  // Without the parameter the registered one is used (oauth-auth-code-flow-state-parm.md).
  const asked = c.req.query("redirect_uri") ?? first;
  const fallsBack = c.var.practice.behaviour.redirectFallback === "first";
  const target = redirectUris.includes(asked) ? asked : fallsBack ? first : undefined;
  // KB2109232
  if (target === undefined) return refuse(c, "Invalid redirect_uri");
  c.set("target", target.startsWith("/") ? c.var.practice.origin + target : target);
  return next();
};

const checkCodeChallenge: Step = async (c, next) => {
  const { practice, client } = c.var;
  const value = c.req.query("code_challenge");
  // RFC 7636 §4.3: plain is the default.
  const method = c.req.query("code_challenge_method") ?? "plain";
  const isRequired =
    practice.behaviour.pkceRequired || client.pkceRequired || client.clientSecret === undefined;
  // Reported by the author of a Power BI connector.
  if (!value && isRequired) return refuse(c, "Missing code_challenge parameter");
  // The words are a guess.
  if (method !== "S256" && method !== "plain") return refuse(c, "Invalid code_challenge_method");
  c.set("challenge", value ? { value, method } : undefined);
  return next();
};

const requireLoginFirst: Step = (c, next) =>
  c.var.practice.behaviour.loginFirst ? requireLogin(c, next) : next();

const readRequest: Step = async (c, next) => {
  const { client, target, challenge } = c.var;
  const scopes = splitScopes(c.req.query("scope"));
  const redirectUri = c.req.query("redirect_uri");
  c.set("request", { client, target, challenge, scopes, redirectUri, state: c.req.query("state") });
  await next();
};

const reusePendingCode: Step = async (c, next) => {
  const { practice, client, user, request } = c.var;
  const { pendingCode } = practice.behaviour;
  const pending = practice.codes.pending(client, user);
  const isForced = c.req.query("approval_prompt") === "force";
  if (pending === undefined || pendingCode === "new" || isForced) return next();
  const state = pendingCode === "old" ? request.state : pending.request.state;
  return redirectWithCode(c, pending.code, { ...request, state });
};

/** Consent is asked for every time (inferred). */
const askForConsent: Step = async (c) => {
  const { user, request } = c.var;
  const formToken = createFormToken();
  currentSession(c).consents.set(formToken, request);
  return c.html(consentPage({ request, user, formToken }));
};

/** `GET /oauth_auth.do`: RFC 6749 §4.1.1, up to the consent page. No refusal redirects. */
export const authorizationEndpoint = new Hono<PracticeEnv>().get(
  "/oauth_auth.do",
  requireLoginFirst,
  requireClient,
  checkResponseType,
  checkState,
  checkRedirectUri,
  checkCodeChallenge,
  requireLogin,
  readRequest,
  reusePendingCode,
  askForConsent,
);

// The status of these pages is not recorded: guess.
const refuse = (c: PracticeContext, text: string) => c.html(messagePage("Error", text), 400);
