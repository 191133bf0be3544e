/** Something through which a person logs in: core's functions, the command line, the page. */
export interface LoginFrontEnd {
  /** Begins the name of every test. */
  readonly name: string;
  /** Whether it reaches the instance through a `fetch` that is handed in, or only over a real socket. */
  readonly transport: "request" | "socket";
  /** One scenario of each kind, for a front end whose every login costs a process of its own; left out, all. */
  readonly scenarios?: "samples";
  /**
   * Where it listens for the redirect, one address for each login; left out, a person copies the redirect from the
   * instance's own page. What listens goes on waiting after a redirect that is not the answer: its driver then brings
   * a denial, and the login ends with AUTHORIZATION_REJECTED.
   */
  readonly redirectUri?: () => Promise<string>;
  /** Runs one login to its end; never throws for a login that fails. */
  login(attempt: LoginAttempt): Promise<LoginOutcome>;
}

export interface LoginAttempt {
  readonly settings: {
    readonly instanceUrl: string;
    readonly clientId: string;
    readonly clientSecret?: string;
    readonly redirectUri: string;
    readonly scopes?: readonly string[];
    readonly format: "text" | "json" | "env";
    readonly timeoutSeconds: number;
  };
  /** The credential file. */
  readonly file: string;
  /** A folder for whatever the front end keeps. */
  readonly stateFolder: string;
  /** The instance's `fetch`, for a front end whose transport is `request`. */
  readonly fetch: (url: string, init: RequestInit) => Response | Promise<Response>;
  /** The person: given the authorization URL, comes back with what they copy, or with where their browser is sent. */
  readonly visit: (authorizationUrl: string) => Promise<string>;
}

export interface LoginOutcome {
  /** The code of the error that ended the login; undefined when it succeeded. */
  readonly error: string | undefined;
  /** Everything that a person or a log could see of it. */
  readonly visible: string;
  /** The authorization URL that the person was given, when it came so far. */
  readonly authorizationUrl: string | undefined;
}
