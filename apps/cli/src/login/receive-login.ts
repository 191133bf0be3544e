import { buildAuthorizationRequest, generateLoginSecrets } from "@nowtoken/core";
import { describeSuccess } from "./answer.ts";
import { inviteToAuthorize } from "./begin.ts";
import { clipboardReader } from "./clipboard-reader.ts";
import { type Presenting, type StoredLogin, storeLogin } from "./finish.ts";
import type { LoginMode } from "./mode.ts";
import { receiveByHand } from "./receive-by-hand.ts";
import { receiveOnLoopback } from "./receive-on-loopback.ts";

/** One login, with settings that are complete. */
export interface ReceivedLogin extends Presenting {
  readonly mode: LoginMode;
  /** Whether there is a prompt that takes the redirected address. */
  readonly interactive: boolean;
  /** Whether the browser may be opened. */
  readonly open: boolean;
  readonly forceConsent: boolean;
  /** Whether the instance is asked whose tokens they are. */
  readonly verify: boolean;
  readonly environment: NodeJS.ProcessEnv;
}

/** Invites the person, waits for the redirect the way the mode says, and stores what it brings. */
export function receiveLogin(login: ReceivedLogin): Promise<StoredLogin> {
  const { settings, mode, interactive, open, forceConsent, environment, signal } = login;
  const receive = mode === "loopback" ? receiveOnLoopback : receiveByHand;
  return receive({
    redirectUri: settings.redirectUri,
    interactive,
    signal,
    waitMs: settings.waitMs,
    makeRequest: () => buildAuthorizationRequest(settings, generateLoginSecrets(), { forceConsent }),
    invite: (request) => inviteToAuthorize({ request, mode, interactive, open, environment }),
    complete: (answered) => storeLogin({ ...login, ...answered }),
    describeSuccess: (result) => describeSuccess(result, login),
    readCopied: clipboardReader({ platform: process.platform, environment }),
  });
}
