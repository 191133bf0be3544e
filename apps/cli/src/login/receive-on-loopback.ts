import type { LoginAttempt } from "@nowtoken/callback";
import type { AnyAuthError } from "@nowtoken/core";
import { advise } from "../failures/advise.ts";
import { namingExplain } from "../failures/naming-explain.ts";
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
  let pasted = false;
  const begin = (): LoginAttempt<Result> => {
    const request = makeRequest();
    const madeAt = new Date();
    const begun = createLoginAttempt(request, (redirect) => {
      // What the browser brings by itself is as fresh as can be.
      const begunAt = pasted ? madeAt : new Date();
      return complete({ request, redirect, begunAt, signal });
    });
    begun.ended.then(resolve, reject);
    return begun;
  };
  let attempt = begin();
  const refused: AnyAuthError[] = [];
  const callback = await openCallback<Result>({
    redirectUri,
    findAttempt: (state) => (state === attempt.request.secrets.state ? attempt : undefined),
    describeSuccess,
    describeFailure: namingExplain(describeFailure),
    onRefused: (error) => refused.push(error),
  });
  try {
    await invite(attempt.request);
    const race = {
      attempt: () => attempt,
      receivePasted: (redirect: string) => {
        pasted = true;
        return attempt.receive(redirect);
      },
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
    await warnOf(refused);
  }
}

interface Race<Result> {
  /** The newest attempt. */
  readonly attempt: () => LoginAttempt<Result>;
  readonly receivePasted: (redirect: string) => Promise<Result>;
  readonly ended: Promise<Result>;
  /** Ends the attempt even while its code is being exchanged. */
  readonly interrupt: (interruption: Interruption) => void;
  readonly beginAgain: () => Promise<void>;
}

async function raceWithPrompt<Result>(
  { interactive, readCopied }: LoginReception<Result>,
  { attempt, receivePasted, ended, interrupt, beginAgain }: Race<Result>,
  signal: AbortSignal,
): Promise<Result> {
  signal.throwIfAborted();
  signal.addEventListener("abort", () => attempt().abandon(signal.reason), { once: true });
  if (!interactive) return ended;
  const answered = new AbortController();
  const prompting = promptForRedirect(
    {
      accept: receivePasted,
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

async function warnOf(refused: readonly AnyAuthError[]): Promise<void> {
  const last = refused.at(-1);
  if (last === undefined) return;
  const many = refused.length === 1 ? "One request" : `${refused.length} requests`;
  printWarnings([
    `${many} to the redirect URI did not answer this login and changed nothing. ${(await advise(last)).message}`,
  ]);
}
