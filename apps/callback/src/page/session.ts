import { beginLogin, type LoginStart, type PageLogin, prepareLogin } from "./login.ts";
import type { PageOptions, Practice } from "./options.ts";
import { blankForm, type SettingsForm } from "./settings-form.ts";

interface GuideChoices {
  /** The product's id on the command line; undefined for any. */
  readonly product: string | undefined;
  /** Whether the record lists an address of this computer, although the page's own login does without. */
  readonly withLoopback: boolean;
}

const anyRecord: GuideChoices = { product: undefined, withLoopback: false };

/** What one page knows: in memory, and nowhere else. */
export interface PageSession {
  form: SettingsForm;
  /** What the guide's record is for. */
  guide: GuideChoices;
  /** What became of what was done last, as whole sentences; shown once, with the logins. */
  notice: readonly string[];
  readonly login: PageLogin | undefined;
  /** Begins a login in the place of any other, except one whose code is being exchanged. Throws what `prepareLogin` does. */
  begin(start: LoginStart): Promise<void>;
  /** Starts a practice instance and begins a login there. */
  beginPractice(): Promise<void>;
  /** Ends everything and forgets it. */
  forget(): Promise<void>;
}

/** The page that shows how far a login is. */
export type Stage = "/" | "/authorise" | "/tokens" | "/failed";

export function stageOf({ login }: Pick<PageSession, "login">): Stage {
  if (login === undefined) return "/";
  if (login.outcome === undefined) return "/authorise";
  return "tokens" in login.outcome ? "/tokens" : "/failed";
}

/** What a page that waits compares with what it shows: it goes on when the two differ. */
export function statusOf({ login }: Pick<PageSession, "login">): {
  readonly stage: Stage;
  readonly detail: string;
} {
  const stage = stageOf({ login });
  const outcome = login?.outcome;
  if (outcome === undefined) return { stage, detail: login?.attempt.status ?? "" };
  return { stage, detail: "tokens" in outcome && outcome.tokens.owner === "asking" ? "asking" : "settled" };
}

export function createPageSession(options: PageOptions): PageSession {
  let login: PageLogin | undefined;
  let practice: Practice | undefined;
  const inTurn = createTurns();
  const leave = async (isPractice: boolean) => {
    await login?.leave();
    login = undefined;
    if (isPractice) return;
    await practice?.close();
    practice = undefined;
  };
  const begin = async (start: LoginStart) => {
    if (login?.attempt.status === "exchanging") return;
    // Nothing is left for a login that cannot begin.
    const ready = await prepareLogin(start, options);
    await leave(start.isPractice);
    login = await beginLogin(ready, options);
  };
  const session: PageSession = {
    form: blankForm(options.settings),
    guide: anyRecord,
    notice: [],
    get login() {
      return login;
    },
    begin: (start) => inTurn(() => begin(start)),
    beginPractice: () =>
      inTurn(async () => {
        practice ??= await options.practice?.();
        if (practice === undefined) return;
        await begin({ raw: practice.settings, isPractice: true, forceConsent: false });
      }),
    forget: () =>
      inTurn(async () => {
        session.form = blankForm();
        session.guide = anyRecord;
        await leave(false);
      }),
  };
  return session;
}

/** Does one thing after the other, as they come: a button is pressed twice more often than one thinks. */
function createTurns(): (task: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (task) => {
    const turn = last.then(task);
    last = turn.catch(() => undefined);
    return turn;
  };
}
