import type { Answer } from "@nowtoken/callback";
import type { AuthorizationRequest } from "@nowtoken/core";
import type { Waiting } from "./waiting.ts";

/** The answer to a request. */
interface AnsweredRequest {
  readonly request: AuthorizationRequest;
  readonly redirect: string;
  /** No code of it is older. */
  readonly begunAt: Date;
  /** Ends the completion; its reason is then what is thrown. */
  readonly signal: AbortSignal;
}

/** What a login does on its way, whichever way the redirect comes back. */
export interface LoginReception<Result> extends Waiting {
  readonly redirectUri: string;
  /** Whether there is a person at a terminal. */
  readonly interactive: boolean;
  /** Makes a request with fresh secrets. */
  readonly makeRequest: () => AuthorizationRequest;
  /** Tells the person to authorise it. */
  readonly invite: (request: AuthorizationRequest) => Promise<void>;
  readonly complete: (answered: AnsweredRequest) => Promise<Result>;
  /** What the browser shows in the end, where it comes back to us. */
  readonly describeSuccess: (result: Result) => Promise<Answer>;
  /** The text on the clipboard when it holds this `state`; undefined where the clipboard cannot be read. */
  readonly readCopied: ((state: string) => Promise<string | undefined>) | undefined;
}
