import { type AnyAuthError, AuthError, isAuthError, readRedirectState } from "@nowtoken/core";
import { type Context, Hono } from "hono";
import { hostHeaders, requireLoopbackAddress } from "../listener/loopback-address.ts";
import type { LoginAttempt } from "../login-attempt.ts";
import { type Answer, nothingHere, notTheAnswer, type Shown, showFailure } from "./answer.ts";
import { answerHeaders } from "./answer-headers.ts";
import { stylesheet } from "./answer-page.css.ts";
import { answerPage } from "./answer-page.tsx";
import { type CallbackEnv, exactPath, exactQuery, onlyPlainGet, onlyTo } from "./exact-request.ts";
import { createOutcomes } from "./outcomes.ts";

export interface CallbackOptions<Result> {
  /** Where the browser comes back to: plain http on a loopback host, byte for byte as the instance got it. */
  readonly redirectUri: string;
  /** The login of a `state`, whether it waits or has ended; undefined for any other. */
  readonly findAttempt: (state: string) => LoginAttempt<Result> | undefined;
  readonly describeSuccess: (result: Result) => Answer | Promise<Answer>;
  /** Nothing of the redirect itself reaches it but names from a fixed list. */
  readonly describeFailure: (error: AnyAuthError) => Answer;
  /** Is told why a request to the redirect URI was not the answer; the login goes on waiting. */
  readonly onRefused?: (error: AnyAuthError) => void;
  /** Is told that a browser brought the answer; the promise resolves once it has been shown the outcome. */
  readonly onAnswered?: (shown: Promise<void>) => void;
}

/**
 * The app that a browser comes back to from the instance: it takes the redirect, waits until the login has ended, and
 * shows how at an address that does not hold the code.
 *
 * Throws a TypeError when the redirect URI does not lead to this machine.
 */
export function createCallbackApp<Result>(options: CallbackOptions<Result>): Hono<CallbackEnv> {
  const hosts = hostHeaders(requireLoopbackAddress(options.redirectUri));
  const { origin, pathname } = new URL(options.redirectUri);
  const outcomes = createOutcomes<Result>(options.onAnswered);

  const takeRedirect = async (context: Context<CallbackEnv>) => {
    const query = new URLSearchParams(exactQuery(context.req.raw, context.env));
    const redirect = `${origin}${pathname}?${query}`;
    const attempt = recognise(redirect, options);
    if (attempt === undefined) return show(context, notTheAnswer);
    const id = outcomes.idOf(attempt);
    // How it ended is for the page that comes next to tell.
    await attempt.receive(redirect).catch(() => undefined);
    return context.redirect(`/done/${id}`, 303);
  };

  return new Hono<CallbackEnv>({ getPath: exactPath })
    .use(answerHeaders(stylesheet), onlyTo(hosts), onlyPlainGet)
    .use((context, next) => (context.req.path === pathname ? takeRedirect(context) : next()))
    .get("/done/:id", async (context, next) => {
      const outcome = outcomes.find(context.req.param("id"));
      if (outcome === undefined) return next();
      const shown = await showEnd(outcome.attempt, options);
      outcome.setShown();
      return show(context, shown);
    })
    .get("/favicon.ico", (context) => context.body(null, 204))
    .get("/robots.txt", (context) => context.text("User-agent: *\nDisallow: /\n"))
    .notFound((context) => show(context, nothingHere))
    .onError((error, context) => show(context, showFailure(error, options.describeFailure)));
}

const show = (context: Context, shown: Shown) => context.html(answerPage(shown), shown.status);

/** The login that a redirect answers; undefined when there is none. */
function recognise<Result>(
  redirect: string,
  { findAttempt, onRefused }: CallbackOptions<Result>,
): LoginAttempt<Result> | undefined {
  try {
    const attempt = findAttempt(readRedirectState(redirect));
    if (attempt === undefined) {
      throw new AuthError("LOGIN_NOT_PENDING", "expected the state of a login that waits", {
        reason: "unknown",
      });
    }
    const refusal = attempt.refusalOf(redirect);
    if (refusal !== undefined) throw refusal;
    return attempt;
  } catch (error) {
    if (!isAuthError(error)) throw error;
    onRefused?.(error);
    return undefined;
  }
}

async function showEnd<Result>(
  { ended }: LoginAttempt<Result>,
  { describeSuccess, describeFailure }: CallbackOptions<Result>,
): Promise<Shown> {
  try {
    return { ...(await describeSuccess(await ended)), tone: "done", status: 200 };
  } catch (error) {
    return showFailure(error, describeFailure);
  }
}
