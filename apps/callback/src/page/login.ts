import {
  AuthError,
  addAttemptFacts,
  buildAuthorizationRequest,
  type CompletedLogin,
  completeLogin,
  type Effects,
  fetchExpectedUser,
  generateLoginSecrets,
  isAuthError,
  parseSettings,
  type RawSettings,
  type Settings,
} from "@nowtoken/core";
import { loopbackAddressOf } from "../listener/loopback-address.ts";
import { createLoginAttempt, type LoginAttempt } from "../login-attempt.ts";
import { createHeldTokens, type FinishedLogin, type HeldTokens } from "./held-tokens.ts";
import type { PageOptions } from "./options.ts";
import type { LoginKeeper } from "./page-profiles.ts";

/** What a login is begun with. */
export interface LoginStart {
  readonly raw: RawSettings;
  readonly isPractice: boolean;
  /** See core's `AuthorizationOptions`. */
  readonly forceConsent: boolean;
  /** The login that is kept and that this one renews. */
  readonly renews?: { readonly name: string; readonly userName: string | undefined };
}

/** One login, from the link that the person follows to its end. */
export interface PageLogin {
  readonly start: LoginStart;
  readonly settings: Settings;
  readonly attempt: LoginAttempt<FinishedLogin>;
  /** Where the browser ends: at our listener, on the instance's own failure page, or somewhere that nobody reads. */
  readonly landing: "listener" | "failure-page" | "elsewhere";
  readonly waitsUntil: Date;
  /** Undefined as long as there is none. */
  readonly outcome: { readonly tokens: HeldTokens } | { readonly error: unknown } | undefined;
  /** Ends it, and gives its port back. */
  leave(): Promise<void>;
}

/** A login that can begin. */
export interface ReadyLogin {
  readonly start: LoginStart;
  readonly settings: Settings;
  readonly keeper: LoginKeeper | string | undefined;
}

/** Checks the settings of a login, and that it can be kept. Throws CONFIG_INVALID, STORE_UNUSABLE. */
export async function prepareLogin(start: LoginStart, { profiles }: PageOptions): Promise<ReadyLogin> {
  const settings = parseSettings(start.raw);
  const keeper = start.isPractice ? undefined : await profiles?.prepare(settings);
  return { start, settings, keeper };
}

/** Begins a login; a port that cannot be listened on is its outcome. */
export async function beginLogin(ready: ReadyLogin, options: PageOptions): Promise<PageLogin> {
  const { start, settings } = ready;
  const { effectsFor = () => options.effects } = options;
  const effects = effectsFor(settings);
  const request = buildAuthorizationRequest(settings, generateLoginSecrets(), start);
  const begunAt = effects.now();
  const attempt = createLoginAttempt(request, async (redirect) => {
    try {
      const completed = await completeLogin({ settings, request, redirect }, effects);
      await checkUser(completed, ready, effects);
      return { ...completed, kept: await keep(completed, ready, options) };
    } catch (error) {
      const atMost = Math.max(0, Math.round((effects.now().getTime() - begunAt.getTime()) / 1000));
      throw addAttemptFacts(error, { codeAge: { atLeast: 0, atMost } });
    }
  });
  let outcome: PageLogin["outcome"];
  const ended = attempt.ended.then(
    (finished) => {
      outcome = { tokens: createHeldTokens(finished, effects, options.onFailure) };
    },
    (error: unknown) => {
      outcome = { error };
      if (isAuthError(error)) options.onFailure?.(error);
    },
  );
  const landing = landingOf(settings, options.listen !== undefined);
  abandonAfter(settings.waitMs, attempt);
  const port = landing === "listener" ? await listenUntilEnd(attempt, options) : undefined;
  return {
    start,
    settings,
    attempt,
    landing,
    waitsUntil: new Date(effects.now().getTime() + settings.waitMs),
    get outcome() {
      return outcome;
    },
    async leave() {
      attempt.abandon(new Error("the login was left"));
      // An exchange has a deadline of its own, and nobody waits for it.
      if (attempt.status === "exchanging") return;
      await Promise.all([ended, port?.released]);
    },
  };
}

/** Somebody else's tokens must not take the place of those that are kept. Throws WRONG_USER. */
async function checkUser(
  { credential }: CompletedLogin,
  { start }: ReadyLogin,
  effects: Effects,
): Promise<void> {
  const expected = start.renews?.userName;
  if (expected !== undefined) await fetchExpectedUser({ ...credential, expected }, effects);
}

/** The tokens are on the page, whatever comes: that they are not kept is told there. */
async function keep(
  login: CompletedLogin,
  { keeper }: ReadyLogin,
  { describeFailure, onFailure }: PageOptions,
): Promise<FinishedLogin["kept"]> {
  if (typeof keeper !== "object") return keeper;
  return keeper.keep(login).catch((error: unknown) => {
    if (isAuthError(error)) onFailure?.(error);
    const reason = isAuthError(error) ? describeFailure(error).message : "";
    return `This login is not kept as a profile. ${reason}`.trimEnd();
  });
}

function landingOf({ redirectUri, instanceUrl }: Settings, canListen: boolean): PageLogin["landing"] {
  const { origin, pathname } = new URL(redirectUri, instanceUrl);
  // A practice instance is on this machine too, and has its own pages.
  if (canListen && origin !== instanceUrl && loopbackAddressOf(redirectUri) !== undefined) return "listener";
  return pathname === "/oauth_redirect.do" ? "failure-page" : "elsewhere";
}

function abandonAfter(waitMs: number, attempt: PageLogin["attempt"]): void {
  const seconds = Math.round(waitMs / 1000);
  const error = new AuthError("LOGIN_TIMED_OUT", "nobody answered in time", { seconds });
  const timer = setTimeout(() => attempt.abandon(error), waitMs).unref();
  const stop = () => clearTimeout(timer);
  attempt.ended.then(stop, stop);
}

/** Yields when the port is free again. */
async function listenUntilEnd(
  attempt: PageLogin["attempt"],
  { listen }: PageOptions,
): Promise<{ readonly released: Promise<void> | undefined }> {
  try {
    const listener = await listen?.(attempt);
    const close = () => listener?.close();
    return { released: attempt.ended.then(close, close) };
  } catch (error) {
    attempt.abandon(error instanceof Error ? error : new Error("the listener could not begin"));
    return { released: undefined };
  }
}
