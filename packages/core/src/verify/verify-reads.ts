import type { Credential } from "../credential.ts";
import type { TokenSettings } from "../token-endpoint/token-request.ts";
import type { ApiCredential } from "./api-call.ts";
import type { Check } from "./check.ts";
import { checkExpectedUser, checkTable, checkUser } from "./check-reads.ts";
import type { ClockWatch } from "./clock-skew.ts";
import { compareScopes } from "./compare-scopes.ts";
import type { VerificationRequest } from "./verification-request.ts";

/** What was checked, in the order that a person reads, and the worst of it. */
export interface Verification {
  readonly status: Check["status"];
  readonly checks: readonly Check[];
}

/** What an access token is to be good for. */
export interface Reading extends Pick<VerificationRequest, "tables" | "expectUser" | "signal"> {
  readonly settings: Pick<TokenSettings, "scopes">;
  readonly credential: ApiCredential & Pick<Credential, "scopes">;
  /** What the refresh token was good for, where that was asked. */
  readonly connector?: readonly Check<"connector">[];
}

const tolerableSkewSeconds = 60;

/** Reads with an access token what it is to be good for; the clock is that which the answers came by. */
export async function verifyReads(
  { settings, credential, tables = [], expectUser, connector = [], signal }: Reading,
  clock: ClockWatch,
): Promise<Verification> {
  const { effects } = clock;
  const [user, ...read] = await Promise.all([
    checkUser(credential, effects, { signal }),
    ...tables.map((table) => checkTable({ ...credential, table }, effects, { signal })),
  ]);
  const checks = [
    ...connector,
    user,
    ...checkExpectedUser(user, expectUser),
    checkScopes(settings.scopes, credential.scopes),
    ...read,
    ...checkClock(clock.skewSeconds()),
  ];
  return { status: worstOf(checks), checks };
}

/** An instance may answer with an empty scope, which says nothing (capture of 2023-01). */
function checkScopes(asked: readonly string[], granted: readonly string[]): Check<"scopes"> {
  const comparison = compareScopes(asked, granted.length > 0 ? granted : undefined);
  return { check: "scopes", status: comparison.missing.length > 0 ? "warning" : "ok", ...comparison };
}

function checkClock(skewSeconds: number | undefined): Check<"clock">[] {
  if (skewSeconds === undefined) return [];
  const status = Math.abs(skewSeconds) > tolerableSkewSeconds ? "warning" : "ok";
  return [{ check: "clock", status, skewSeconds }];
}

function worstOf(checks: readonly Check[]): Check["status"] {
  const has = (wanted: Check["status"]) => checks.some(({ status }) => status === wanted);
  if (has("failed")) return "failed";
  return has("warning") ? "warning" : "ok";
}
