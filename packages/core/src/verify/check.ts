import type { AnyAuthError } from "../errors.ts";
import type { RefreshVerdict } from "../token-endpoint/refresh-verdict.ts";
import type { ScopeComparison } from "./compare-scopes.ts";
import type { CurrentUser } from "./current-user.ts";

interface ErrorDetail {
  readonly error: AnyAuthError;
}

/** What each check tells, for each way it can end. Nothing secret stands in any of them. */
interface CheckDetails {
  /** The refresh token was redeemed as a connector does it. */
  connector:
    | { readonly status: "ok"; readonly rotated: boolean; readonly expiresInSeconds: number | undefined }
    | { readonly status: "failed"; readonly verdict: "no-refresh-token" }
    | ({ readonly status: "failed"; readonly verdict: RefreshVerdict } & ErrorDetail);
  /** Whom the tokens belong to; a warning when the token works and the instance does not tell. */
  user:
    | { readonly status: "ok"; readonly user: CurrentUser }
    | ({ readonly status: "warning" | "failed" } & ErrorDetail);
  "expected-user": {
    readonly status: "ok" | "failed";
    readonly expected: string;
    /** Undefined when nobody could tell. */
    readonly actual: string | undefined;
  };
  /** A warning when scopes are missing. */
  scopes: ScopeComparison & { readonly status: "ok" | "warning" };
  /** A warning when no row came: the table is empty, or its rows are not for this user. */
  table: { readonly table: string } & (
    | { readonly status: "ok" | "warning"; readonly rows: 0 | 1 }
    | ({ readonly status: "failed" } & ErrorDetail)
  );
  /** A warning when the clocks are more than a minute apart. */
  clock: { readonly status: "ok" | "warning"; readonly skewSeconds: number };
}

export type CheckName = keyof CheckDetails;

/** One check of tokens, and how it ended. */
export type Check<Name extends CheckName = CheckName> = {
  readonly [Key in CheckName]: { readonly check: Key } & CheckDetails[Key];
}[Name];
