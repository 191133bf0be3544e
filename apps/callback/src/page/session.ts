import { parseSettings } from "@nowtoken/core";
import { beginLogin, type LoginStart, type PageLogin } from "./login.ts";
import type { PageOptions, Practice } from "./options.ts";
import type { SettingsForm } from "./settings-form.ts";

/** What one page knows: in memory, and nowhere else. */
export interface PageSession {
  form: SettingsForm;
  readonly login: PageLogin | undefined;
  /** Begins a login in the place of any other, except one whose code is being exchanged. */
  begin(start: LoginStart): Promise<void>;
  /** Starts a practice instance and begins a login there. */
  beginPractice(): Promise<void>;
  /** Ends everything and forgets it. */
  forget(): Promise<void>;
}

/** The page that shows where a login is. */
export type Stage = "/" | "/authorise" | "/tokens" | "/failed";

export function stageOf({ login }: Pick<PageSession, "login">): Stage {
  if (login === undefined) return "/";
  if (login.outcome === undefined) return "/authorise";
  return "tokens" in login.outcome ? "/tokens" : "/failed";
}

export function createPageSession(options: PageOptions): PageSession {
  let login: PageLogin | undefined;
  let practice: Practice | undefined;
  const leavePractice = async () => {
    const left = practice;
    practice = undefined;
    await left?.close();
  };
  const blank: SettingsForm = { raw: options.settings ?? {}, isPublic: false };
  const session: PageSession = {
    form: blank,
    get login() {
      return login;
    },
    async begin(start) {
      if (login?.attempt.status === "exchanging") return;
      login?.attempt.abandon(new Error("another login was begun"));
      if (!start.isPractice) await leavePractice();
      login = await beginLogin(start, options);
    },
    async beginPractice() {
      await leavePractice();
      practice = await options.practice?.();
      if (practice === undefined) return;
      const settings = parseSettings(practice.settings);
      await session.begin({ settings, isPractice: true, forceConsent: false });
    },
    async forget() {
      login?.attempt.abandon(new Error("the page has ended"));
      login = undefined;
      session.form = { raw: {}, isPublic: false };
      await leavePractice();
    },
  };
  return session;
}
