import {
  type AnyAuthError,
  type CompletedLogin,
  type Credential,
  type CurrentUser,
  type Effects,
  type FileWarning,
  fetchCurrentUser,
  isAuthError,
} from "@nowtoken/core";
import type { KeptLogin } from "./page-profiles.ts";

/** A login with its tokens. */
export interface FinishedLogin extends CompletedLogin {
  /** What keeps it, or why nothing does, as a text for people; undefined when nobody wanted it kept. */
  readonly kept: KeptLogin | string | undefined;
}

/** The tokens of a login, in memory alone, and what is known about them. */
export interface HeldTokens {
  readonly credential: Credential;
  readonly receivedAt: Date;
  readonly kept: FinishedLogin["kept"];
  /** Whom they belong to, and which login those of another user are now; the error is why nobody knows. */
  readonly owner:
    | { readonly user: CurrentUser; readonly movedTo?: string }
    | { readonly error: unknown }
    | "asking";
  /** Settles when the instance has said whom they belong to, or has failed to. */
  readonly asked: Promise<void>;
  askOwner(): void;
  /** Where they were saved, and what there is to warn of; or why they were not. */
  saved:
    | { readonly path: string; readonly warnings: readonly FileWarning[] }
    | { readonly error: unknown }
    | undefined;
}

/** What a refresh token is handed to that is shown, or copied. */
export const connectorForm = "connector's form";

/** ServiceNow's default Refresh Token Lifespan; what a record really says, no answer tells. */
const refreshTokenLifeMs = 8_640_000 * 1000;

/** Holds tokens that have just come, and asks whom they belong to; `onFailure` hears why nobody knows. */
export function createHeldTokens(
  { credential, receivedAt, kept }: FinishedLogin,
  effects: Effects,
  onFailure: (error: AnyAuthError) => void = () => undefined,
): HeldTokens {
  let owner: HeldTokens["owner"] = "asking";
  let asked = Promise.resolve();
  const held: HeldTokens = {
    credential,
    receivedAt,
    kept,
    saved: undefined,
    get owner() {
      return owner;
    },
    get asked() {
      return asked;
    },
    askOwner() {
      owner = "asking";
      asked = fetchCurrentUser(credential, effects).then(
        async (user) => {
          owner = { user };
          // A login is kept without it too.
          const movedTo = typeof kept === "object" && (await kept.noteUser(user).catch(() => undefined));
          if (movedTo) owner = { user, movedTo };
        },
        (error: unknown) => {
          if (isAuthError(error)) onFailure(error);
          owner = { error };
        },
      );
    },
  };
  held.askOwner();
  return held;
}

/** When the refresh token dies if the record has ServiceNow's default; refreshing does not move that day. */
export function assumedRefreshTokenEnd({ receivedAt }: HeldTokens): Date {
  return new Date(receivedAt.getTime() + refreshTokenLifeMs);
}
