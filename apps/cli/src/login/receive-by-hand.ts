import { parseAuthorizationResponse } from "@nowtoken/core";
import type { LoginReception } from "./login-reception.ts";
import { receiveRedirect } from "./receive-redirect.ts";

/**
 * Takes the redirected address that the person copied, from the prompt or from standard input, and completes it.
 *
 * Throws what {@link receiveRedirect} and `complete` throw.
 */
export async function receiveByHand<Result>(reception: LoginReception<Result>): Promise<Result> {
  const { interactive, signal, waitMs, makeRequest, invite, complete, readCopied } = reception;
  let request = makeRequest();
  let begunAt = new Date();
  await invite(request);
  const redirect = await receiveRedirect({
    interactive,
    signal,
    waitMs,
    accept: (text) => {
      parseAuthorizationResponse(text, request);
      return text;
    },
    beginAgain: async () => {
      request = makeRequest();
      begunAt = new Date();
      await invite(request);
    },
    readCopied: readCopied && (() => readCopied(request.secrets.state)),
  });
  return complete({ request, redirect, begunAt, signal });
}
