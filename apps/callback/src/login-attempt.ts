import {
  type AnyAuthError,
  type AuthorizationRequest,
  isAuthError,
  parseAuthorizationResponse,
} from "@nowtoken/core";

/** One login that several ways of coming back race for: a callback, a paste box, a terminal's prompt. */
export interface LoginAttempt<Result> {
  readonly request: AuthorizationRequest;
  /** `exchanging` from the first right redirect on; then nothing else can be the answer. */
  readonly status: "waiting" | "exchanging" | "succeeded" | "failed";
  /** Settles when the login has ended: completed, refused by the person or the instance, or failed. */
  readonly ended: Promise<Result>;
  /** Why a redirect is not the answer to this login; undefined when it is, be it the instance's refusal. */
  refusalOf(redirect: string): AnyAuthError | undefined;
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
  const succeed = (result: Result) => {
    status = "succeeded";
    resolve(result);
  };
  const fail = (error: unknown) => {
    status = "failed";
    reject(error);
  };

  return {
    request,
    ended,
    get status() {
      return status;
    },
    refusalOf(redirect) {
      const error = errorOf(redirect, request);
      return error?.code === "AUTHORIZATION_REJECTED" ? undefined : error;
    },
    async receive(redirect) {
      const error = errorOf(redirect, request);
      if (error !== undefined && error.code !== "AUTHORIZATION_REJECTED") throw error;
      if (status !== "waiting") return ended;
      if (error !== undefined) {
        fail(error);
        return ended;
      }
      status = "exchanging";
      try {
        succeed(await complete(redirect));
      } catch (reason) {
        fail(reason);
      }
      return ended;
    },
    abandon(reason) {
      if (status === "waiting") fail(reason);
    },
  };
}

function errorOf(redirect: string, request: AuthorizationRequest): AnyAuthError | undefined {
  try {
    parseAuthorizationResponse(redirect, request);
    return undefined;
  } catch (error) {
    if (isAuthError(error)) return error;
    throw error;
  }
}
