import { setTimeout as delay } from "node:timers/promises";
import type { Next } from "hono";
import { answerApiError } from "../answers.ts";
import { bareErrorPage, hibernatingPage, identityProviderPage } from "../pages/foreign.ts";
import type { PracticeContext, Step } from "../practice.ts";
import { sysIdOf } from "../sys-id.ts";
import { createBomb, dripping, huge } from "./bodies.ts";
import { connectionOf } from "./connection.ts";
import type { Fault } from "./fault.ts";

const defaultEndpoint = "/oauth_token.do";
// How many requests each fault could have struck.
const struck = new WeakMap<Fault, number>();
// Made when first needed: it takes a tenth of a second.
let bomb: ReturnType<typeof createBomb> | undefined;

/** Lets the fault of the moment happen instead of the endpoint, or to its answer. */
export const strikeWithFault: Step = async (c, next) => {
  const { fault } = c.var.practice.behaviour;
  if (fault === undefined || !strikes(fault, c)) return next();
  const answer = await happen(fault, c, next);
  // Assigned, since what a middleware returns after the endpoint's answer is ignored; emptied, since headers are merged.
  c.res = undefined;
  c.res = answer;
};

function strikes(fault: Fault, { req: { path, method } }: PracticeContext): boolean {
  const { after = 0, times = Number.POSITIVE_INFINITY } = fault;
  if (!isAt(fault.endpoint ?? defaultEndpoint, path) || (fault.method ?? method) !== method) return false;
  const count = struck.get(fault) ?? 0;
  struck.set(fault, count + 1);
  return count >= after && count < after + times;
}

function isAt(endpoint: string, path: string): boolean {
  if (endpoint.endsWith("*")) return path.startsWith(endpoint.slice(0, -1));
  return endpoint === "every" || endpoint === path;
}

async function happen(fault: Fault, c: PracticeContext, next: Next): Promise<Response> {
  switch (fault.kind) {
    case "hibernating":
      return c.html(hibernatingPage(), fault.status ?? 200);
    case "sso-page":
      return c.html(identityProviderPage());
    case "too-many-requests":
      return answerTooManyRequests(c, fault);
    case "forbidden-page":
      return c.html(bareErrorPage("403 Forbidden"), 403);
    case "empty-400":
      return c.body(null, 400);
    case "server-error":
      return c.html(bareErrorPage("500 Internal Server Error"), 500);
    case "redirect":
      return c.redirect(fault.location ?? "/login.do", fault.status ?? 307);
    case "answer":
      return new Response(fault.body, { status: fault.status ?? 200, headers: { ...fault.headers } });
    case "slow":
      await delay(fault.milliseconds ?? 1_000, undefined, { signal: c.req.raw.signal });
      return rightAnswer(c, next);
    case "hang":
      return connectionOf(c).hang();
    case "drip":
      return withBody(await rightAnswer(c, next), (bytes) => dripping(bytes, fault.milliseconds ?? 100));
    case "reset":
      return connectionOf(c).drop("reset");
    case "truncated":
      return connectionOf(c).cut(await rightAnswer(c, next));
    case "huge":
      return withBody(await rightAnswer(c, next), huge);
    case "bomb":
      c.header("Content-Encoding", "gzip");
      bomb ??= createBomb(256);
      return withBody(await rightAnswer(c, next), bomb);
    case "answer-lost":
      await rightAnswer(c, next);
      return connectionOf(c).drop("close");
  }
}

async function rightAnswer(c: PracticeContext, next: Next): Promise<Response> {
  await next();
  return c.res;
}

/**
 * Body and headers of inbound-REST-API-rate-limiting.md, which speaks of REST: at the token endpoint they are a guess.
 * Without Retry-After it is no rule that was hit (KB3046852), and so no rule is named.
 */
function answerTooManyRequests(
  c: PracticeContext,
  { retryAfter = "30" }: { readonly retryAfter?: string | null },
): Response {
  if (retryAfter !== null) {
    const hour = 3_600_000;
    const reset = Math.ceil(c.var.practice.now().getTime() / hour) * hour;
    c.header("Retry-After", retryAfter);
    c.header("X-RateLimit-Limit", "100");
    c.header("X-RateLimit-Reset", String(reset / 1_000));
    c.header("X-RateLimit-Rule", sysIdOf("sys_rate_limit_rules"));
  }
  const detail = "Rate limit of 100 requests per hour exceeded";
  return answerApiError(c, 429, { message: "Rate limit exceeded", detail });
}

async function withBody(
  answer: Response,
  change: (bytes: Uint8Array) => ReadableStream | Uint8Array<ArrayBuffer>,
): Promise<Response> {
  return new Response(change(new Uint8Array(await answer.arrayBuffer())), answer);
}
