import { type AuthorizationRequest, isAuthError, parseAuthorizationResponse } from "@nowtoken/core";

/** One login that several ways of coming back race for: a callback, a paste box, a terminal's prompt. */
export interface LoginAttempt<Result> {
  readonly request: AuthorizationRequest;
  /** `exchanging` from the first right redirect on; then nothing else can be the answer. */
  readonly status: "waiting" | "exchanging" | "succeeded" | "failed";
  /** Settles when the login has ended: completed, refused by the person or the instance, or failed. */
  readonly ended: Promise<Result>;
  /**
   * Takes a redirect for the answer, if it is one. The first right one is completed, once; whatever carries our
   * `state` after it gets the same end. Rejects with what is wrong with any other, and the login goes on waiting.
   */
  receive(redirect: string): Promise<Result>;
  /** Ends a login that is still waiting; its code, should it come, is not spent. */
  abandon(reason: Error): void;
}

/** Begins to wait for the answer to a request; `complete` exchanges its code. */
export function createLoginAttempt<Result>(
  request: AuthorizationRequest,
  complete: (redirect: string) => Promise<Result>,
): LoginAttempt<Result> {
  const { promise: ended, resolve, reject } = Promise.withResolvers<Result>();
  // Whoever does not wait for the end must not be struck by it.
  ended.catch(() => undefined);
  let status: LoginAttempt<Result>["status"] = "waiting";
  const end = (next: "succeeded" | "failed", settle: () => void) => {
    status = next;
    settle();
  };
  const fail = (error: unknown) => end("failed", () => reject(error));

  return {
    request,
    ended,
    get status() {
      return status;
    },
    receive(redirect) {
      const refusal = whyNot(redirect, request);
      if (refusal !== undefined && !isAuthError(refusal, "AUTHORIZATION_REJECTED")) return Promise.reject(refusal);
      if (status !== "waiting") return ended;
      if (refusal !== undefined) fail(refusal);
      else {
        status = "exchanging";
        complete(redirect).then((result) => end("succeeded", () => resolve(result)), fail);
      }
      return ended;
    },
    abandon(reason) {
      if (status === "waiting") fail(reason);
    },
  };
}

function whyNot(redirect: string, request: AuthorizationRequest): unknown {
  try {
    parseAuthorizationResponse(redirect, request);
    return undefined;
  } catch (error) {
    return error;
  }
}
