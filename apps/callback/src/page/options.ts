import type { AnyAuthError, Effects, GuideChecklist, RawSettings, Settings } from "@nowtoken/core";
import type { Answer } from "../redirect/answer.ts";
import type { PageLogin } from "./login.ts";
import type { PageProfiles } from "./page-profiles.ts";

/** A practice instance that runs, with the settings that fit it. */
export interface Practice {
  readonly settings: RawSettings;
  close(): Promise<void>;
}

/** What waits for a redirect to a loopback address. */
interface RedirectListener {
  close(): Promise<void>;
}

/** The page's whole outside world. */
export interface PageOptions {
  /** Where the page is served, e.g. `http://127.0.0.1:53412`; requests meant for any other host are refused. */
  readonly origin: string;
  readonly effects: Effects;
  /** Those of a login whose settings say how its instance is reached; left out, they are the same for all. */
  readonly effectsFor?: (settings: Settings) => Effects;
  /** Puts our own errors into words. */
  readonly describeFailure: (error: AnyAuthError) => Answer;
  /** Hears of each failure that the page tells of, e.g. to keep it for an explanation at length. */
  readonly onFailure?: (error: AnyAuthError) => void;
  /** What the form begins with. A client secret among it is used, and never shown unless asked for. */
  readonly settings?: RawSettings;
  /** The file that "Save to Desktop" writes; left out, the button is too. */
  readonly desktopFile?: () => Promise<string>;
  /** Keeps logins; left out, they are forgotten with the page. Those to a practice instance always are. */
  readonly profiles?: PageProfiles;
  /** Remembers which steps of the guide are done; left out, they are forgotten with the page. */
  readonly checklist?: GuideChecklist;
  /** Starts a practice instance; left out, none is offered. */
  readonly practice?: () => Promise<Practice>;
  /**
   * Listens on a loopback redirect URI, and hands what comes to the attempt's `receive`; left out, such a redirect is
   * pasted too. Rejects with PORT_UNAVAILABLE.
   */
  readonly listen?: (attempt: PageLogin["attempt"]) => Promise<RedirectListener>;
  /** How long the page stays without anybody using it, in milliseconds; 15 minutes by default. */
  readonly idleMs?: number;
  /** Called once, when the page has ended: nobody used it, or the person has finished. Everything is forgotten by then. */
  readonly onEnd?: () => void;
}
