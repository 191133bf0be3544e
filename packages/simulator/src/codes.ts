import { randomBytes } from "node:crypto";
import type { PracticeClient, PracticeUser } from "./options.ts";

/** A proof key challenge (RFC 7636 §4.3). */
export interface CodeChallenge {
  readonly value: string;
  readonly method: "S256" | "plain";
}

/** What a person was asked to allow. */
export interface AuthorizationRequest {
  readonly client: PracticeClient;
  /** As the request gave it; the token request must repeat it. */
  readonly redirectUri: string | undefined;
  /** Where the answer goes. */
  readonly target: string;
  readonly state: string | undefined;
  readonly scopes: readonly string[];
  readonly challenge: CodeChallenge | undefined;
}

/** An authorization code that waits to be exchanged. */
export interface IssuedCode {
  readonly code: string;
  readonly user: PracticeUser;
  readonly request: AuthorizationRequest;
  readonly expiresAt: Date;
}

export type CodeStore = ReturnType<typeof createCodeStore>;

// One minute: community m-p/1554984.
const lifespanMilliseconds = 60_000;

/** The codes that nobody has exchanged yet. */
export function createCodeStore(now: () => Date) {
  const codes = new Map<string, IssuedCode>();
  const alive = (issued: IssuedCode | undefined) => (issued && issued.expiresAt > now() ? issued : undefined);

  return {
    issue(request: AuthorizationRequest, user: PracticeUser): IssuedCode {
      // 86 base64url characters (KB0964444).
      const code = randomBytes(64).toString("base64url");
      const issued = { code, user, request, expiresAt: new Date(now().getTime() + lifespanMilliseconds) };
      codes.set(code, issued);
      return issued;
    },
    find: (code: string): IssuedCode | undefined => alive(codes.get(code)),
    /** The unused code of that user and client, if there is one. */
    pending: (client: PracticeClient, user: PracticeUser): IssuedCode | undefined =>
      [...codes.values()].findLast(
        (issued) => alive(issued) && issued.request.client === client && issued.user === user,
      ),
    spend: ({ code }: IssuedCode): void => void codes.delete(code),
    forgetAll: (): void => codes.clear(),
  };
}
