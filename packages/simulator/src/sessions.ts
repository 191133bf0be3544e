import { randomBytes } from "node:crypto";
import type { AuthorizationRequest } from "./codes.ts";
import type { PracticeUser } from "./options.ts";

/** What the instance remembers of one browser. */
export interface Session {
  readonly id: string;
  readonly user: PracticeUser | undefined;
  /** `sysparm_ck` of the session's forms. */
  readonly formToken: string;
  /** Where to go after signing in: a path with its query. */
  returnTo: string | undefined;
  /** The consent pages that wait for a decision, by their `sysparm_ck`. */
  readonly consents: Map<string, AuthorizationRequest>;
}

export type SessionStore = ReturnType<typeof createSessionStore>;

/** A random value for a form's hidden `sysparm_ck`. */
export const createFormToken = (): string => randomBytes(36).toString("hex");

/** The browsers that the instance knows, by their cookie. */
export function createSessionStore() {
  const sessions = new Map<string, Session>();
  return {
    start(user?: PracticeUser): Session {
      const id = randomBytes(16).toString("hex").toUpperCase();
      const session: Session = {
        id,
        user,
        formToken: createFormToken(),
        returnTo: undefined,
        consents: new Map(),
      };
      sessions.set(id, session);
      return session;
    },
    find: (id: string): Session | undefined => sessions.get(id),
    end: (id: string): void => void sessions.delete(id),
    forgetAll: (): void => sessions.clear(),
  };
}
