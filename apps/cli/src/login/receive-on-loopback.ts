import type { LoginAttempt } from "@nowtoken/callback";
import { type AnyAuthError, adviseOn } from "@nowtoken/core";
import { Interruption } from "../terminal/interruption.ts";
import { printWarnings } from "../warnings.ts";
import type { LoginReception } from "./login-reception.ts";
import { promptForRedirect } from "./receive-redirect.ts";
import { withDeadline } from "./waiting.ts";

/**
 * Listens on the redirect URI, and at the prompt where there is one; the first right redirect is completed, and the
 * other way is closed.
 *
 * Throws PORT_UNAVAILABLE before anybody is invited, LOGIN_TIMED_OUT, the interruption that the signal carries, what
 * `complete` throws, and AUTHORIZATION_REJECTED.
 */
export async function receiveOnLoopback<Result>(reception: LoginReception<Result>): Promise<Result> {
  const { redirectUri, makeRequest, invite, complete, describeSuccess } = reception;
  const { createLoginAttempt, describeFailure, openCallback } = await import("@nowtoken/callback");
  const { promise: ended, resolve, reject } = Promise.withResolvers<Result>();
  // The keyboard is ours while there is a prompt, so Ctrl-C is no signal then.
  const interrupted = new AbortController();
  const signal = AbortSignal.any([reception.signal, interrupted.signal]);
  const begin = (): LoginAttempt<Result> => {
    const request = makeRequest();
    const begun = createLoginAttempt(request, (redirect) => complete({ request, redirect, signal }));
    begun.ended.then(resolve, reject);
    return begun;
  };
  let attempt = begin();
  const refused: AnyAuthError[] = [];
  const callback = await openCallback<Result>({
    redirectUri,
    findAttempt: (state) => (state === attempt.request.secrets.state ? attempt : undefined),
    describeSuccess,
    describeFailure,
    onRefused: (error) => refused.push(error),
  });
  try {
    await invite(attempt.request);
    const race = {
      attempt: () => attempt,
      ended,
      interrupt: (error: Interruption) => interrupted.abort(error),
      beginAgain: async () => {
        if (attempt.status !== "waiting") return;
        attempt = begin();
        await invite(attempt.request);
      },
    };
    return await withDeadline(reception, (signal) => raceWithPrompt(reception, race, signal));
  } finally {
    await callback.close();
    warnOf(refused);
  }
}

interface Race<Result> {
  /** The newest attempt. */
  readonly attempt: () => LoginAttempt<Result>;
  readonly ended: Promise<Result>;
  /** Ends the attempt even while its code is being exchanged. */
  readonly interrupt: (interruption: Interruption) => void;
  readonly beginAgain: () => Promise<void>;
}

async function raceWithPrompt<Result>(
  { interactive, readCopied }: LoginReception<Result>,
  { attempt, ended, interrupt, beginAgain }: Race<Result>,
  signal: AbortSignal,
): Promise<Result> {
  signal.throwIfAborted();
  signal.addEventListener("abort", () => attempt().abandon(signal.reason), { once: true });
  if (!interactive) return ended;
  const answered = new AbortController();
  const prompting = promptForRedirect(
    {
      accept: (redirect) => attempt().receive(redirect),
      beginAgain,
      readCopied: readCopied && (() => readCopied(attempt().request.secrets.state)),
    },
    AbortSignal.any([signal, answered.signal]),
  ).catch((error) => {
    if (error instanceof Interruption) interrupt(error);
    attempt().abandon(error);
  });
  try {
    return await ended;
  } finally {
    answered.abort();
    await prompting;
  }
}

function warnOf(refused: readonly AnyAuthError[]): void {
  const last = refused.at(-1);
  if (last === undefined) return;
  const many = refused.length === 1 ? "One request" : `${refused.length} requests`;
  printWarnings([
    `${many} to the redirect URI did not answer this login and changed nothing. ${adviseOn(last).message}`,
  ]);
}
