import { buildAuthorizationRequest, generateLoginSecrets } from "@nowtoken/core";
import { describeSuccess } from "./answer.ts";
import { inviteToAuthorize } from "./begin.ts";
import { clipboardReader } from "./clipboard-reader.ts";
import { type Presenting, type StoredLogin, storeLogin } from "./finish.ts";
import type { LoginReception } from "./login-reception.ts";
import type { LoginMode } from "./mode.ts";
import { receiveByHand } from "./receive-by-hand.ts";
import { receiveOnLoopback } from "./receive-on-loopback.ts";

/** How a person is brought to authorise, with settings that are complete. */
export interface Browsing extends Pick<Presenting, "settings" | "signal"> {
  readonly mode: LoginMode;
  /** Whether there is a prompt that takes the redirected address. */
  readonly interactive: boolean;
  /** Whether the browser may be opened. */
  readonly open: boolean;
  readonly forceConsent: boolean;
  /** Who has to sign in, where that is known. */
  readonly userName?: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
}

/** One login. */
export interface ReceivedLogin extends Browsing, Presenting {
  /** Whether the instance is asked whose tokens they are. */
  readonly verify: boolean;
}

/** Invites the person, waits for the redirect the way the mode says, and stores what it brings. */
export function receiveLogin(login: ReceivedLogin): Promise<StoredLogin> {
  return receiveAnswer(login, {
    complete: (answered) => storeLogin({ ...login, ...answered }),
    describeSuccess: (result) => describeSuccess(result, login),
  });
}

/** Invites the person, and completes what the redirect brings, the way the mode says. */
export function receiveAnswer<Result>(
  browsing: Browsing,
  ending: Pick<LoginReception<Result>, "complete" | "describeSuccess">,
): Promise<Result> {
  const { settings, mode, interactive, open, forceConsent, userName, environment, signal } = browsing;
  const receive = mode === "loopback" ? receiveOnLoopback<Result> : receiveByHand<Result>;
  return receive({
    ...ending,
    redirectUri: settings.redirectUri,
    interactive,
    signal,
    waitMs: settings.waitMs,
    makeRequest: () => buildAuthorizationRequest(settings, generateLoginSecrets(), { forceConsent }),
    invite: (request) => inviteToAuthorize({ request, mode, interactive, open, userName, environment }),
    readCopied: clipboardReader({ platform: process.platform, environment }),
  });
}
