import {
  AuthError,
  buildAuthorizationRequest,
  type Credential,
  completeLogin,
  generateLoginSecrets,
  type Settings,
} from "@nowtoken/core";
import { loopbackAddressOf } from "../listener/loopback-address.ts";
import { createLoginAttempt, type LoginAttempt } from "../login-attempt.ts";
import { createHeldTokens, type HeldTokens } from "./held-tokens.ts";
import type { PageOptions } from "./options.ts";

/** One login, from the link that the person follows to its end. */
export interface PageLogin {
  readonly settings: Settings;
  readonly isPractice: boolean;
  readonly attempt: LoginAttempt<Credential>;
  /** Where the browser ends: at our listener, on the instance's own failure page, or somewhere that nobody reads. */
  readonly landing: "listener" | "failure-page" | "elsewhere";
  readonly waitsUntil: Date;
  /** Undefined as long as there is none. */
  readonly outcome: { readonly tokens: HeldTokens } | { readonly error: unknown } | undefined;
}

export interface LoginStart {
  readonly settings: Settings;
  readonly isPractice: boolean;
  /** See core's `AuthorizationOptions`. */
  readonly forceConsent: boolean;
}

/** Begins a login; whatever keeps it from beginning, e.g. a busy port, is its outcome. */
export async function beginLogin(start: LoginStart, options: PageOptions): Promise<PageLogin> {
  const { settings, isPractice, forceConsent } = start;
  const { effects } = options;
  const request = buildAuthorizationRequest(settings, generateLoginSecrets(), { forceConsent });
  const attempt = createLoginAttempt(request, async (redirect) => {
    const { credential } = await completeLogin({ settings, request, redirect }, effects);
    return credential;
  });
  const landing = landingOf(settings, options.listen !== undefined);
  let outcome: PageLogin["outcome"];
  const login: PageLogin = {
    settings,
    isPractice,
    attempt,
    landing: listen
      ? "listener"
      : new URL(request.redirectUri, request.instanceUrl).pathname === "/oauth_redirect.do"
        ? "failure-page"
        : "elsewhere",
    waitsUntil: new Date(effects.now().getTime() + settings.waitMs),
    get outcome() {
      return outcome;
    },
  };
  const stop = abandonAfter(settings.waitMs, attempt);
  attempt.ended
    .then(
      (credential) => {
        outcome = { tokens: createHeldTokens(credential, effects) };
      },
      (error: unknown) => {
        outcome = { error };
      },
    )
    .finally(stop);
  if (landing === "listener") await listenUntilEnd(attempt, options);
  return login;
}

function landingOf({ redirectUri, instanceUrl }: Settings, canListen: boolean): PageLogin["landing"] {
  const { origin, pathname } = new URL(redirectUri, instanceUrl);
  // A practice instance is on this machine too, and has its own pages.
  if (canListen && origin !== instanceUrl && loopbackAddressOf(redirectUri) !== undefined) return "listener";
  return pathname === "/oauth_redirect.do" ? "failure-page" : "elsewhere";
}

function abandonAfter(waitMs: number, attempt: PageLogin["attempt"]): () => void {
  const seconds = Math.round(waitMs / 1000);
  const error = new AuthError("LOGIN_TIMED_OUT", "nobody answered in time", { seconds });
  const timer = setTimeout(() => attempt.abandon(error), waitMs).unref();
  return () => clearTimeout(timer);
}

async function listenUntilEnd(attempt: PageLogin["attempt"], { listen }: PageOptions): Promise<void> {
  try {
    const listener = await listen?.(attempt);
    const close = () => listener?.close();
    attempt.ended.then(close, close);
  } catch (error) {
    attempt.abandon(error instanceof Error ? error : new Error("the listener could not begin"));
  }
}
