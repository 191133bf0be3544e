import type { AuthErrorCode } from "@nowtoken/core";
import type { PracticeOptions } from "@nowtoken/simulator";
import type { LoginAttempt } from "./front-end.ts";

/** One login that must succeed, or fail with one code, through every front end. */
export interface Scenario {
  /** Ends the sentence "a login …". */
  readonly sentence: string;
  /** Differs from another one only in what core reads: played where the instance is reached without sockets. */
  readonly variant?: true;
  /** Stands for its kind where every login costs a process of its own. */
  readonly sample?: true;
  /** Only of what people paste: no browser is sent to such an address. */
  readonly byHand?: true;
  /** Nothing that a browser brings ends such a login: a front end that listens goes on waiting. */
  readonly keepsWaiting?: true;
  /** The code it fails with; left out, it succeeds. */
  readonly fails?: AuthErrorCode;
  readonly behaviour?: PracticeOptions["behaviour"];
  readonly client?: NonNullable<PracticeOptions["clients"]>[number];
  readonly settings?: Partial<LoginAttempt["settings"]>;
  readonly decision?: "allow" | "deny";
  /** What the person pastes, made from the address that the browser ended on and the URL that they were given. */
  readonly paste?: (redirectedTo: string, authorizationUrl: string) => string;
  /** Milliseconds by which the instance's clock has moved on when the paste comes. */
  readonly delay?: number;
  /** What stands at the credential file's place before; by default an earlier credential file. */
  readonly target?: "nothing" | "folder" | "missing-folder" | "link" | "hard-link";
}

/** Changes one parameter of an address. */
export function withParameter(address: string, name: string, value: string): string {
  const url = new URL(address);
  url.searchParams.set(name, value);
  return url.href;
}
