import type { Effects } from "../effects.ts";
import { invalidSetting } from "../settings/config-invalid.ts";
import type { Check } from "./check.ts";
import { checkConnector } from "./check-connector.ts";
import { checkExpectedUser, checkTable, checkUser } from "./check-reads.ts";
import { watchClock } from "./clock-skew.ts";
import { compareScopes } from "./compare-scopes.ts";
import { checkTableName } from "./read-table.ts";
import type { VerificationRequest } from "./verification-request.ts";

/** What was checked, in the order that a person reads, and the worst of it. */
export interface Verification {
  readonly status: Check["status"];
  readonly checks: readonly Check[];
}

const tolerableSkewSeconds = 60;

/**
 * Proves tokens: whom they belong to, what they may read, which scopes they have. A check that fails stops no other.
 *
 * Throws CONFIG_INVALID when a table's name cannot be one or the settings name another instance than the tokens, and
 * whatever `onTokens` throws.
 */
export async function verifyTokens(request: VerificationRequest, effects: Effects): Promise<Verification> {
  const { settings, credential, tables = [] } = request;
  if (settings.instanceUrl !== credential.instanceUrl)
    throw invalidSetting("instanceUrl", "must be the one that the tokens are for");
  for (const table of tables) checkTableName(table);
  const clock = watchClock(effects);
  const { connector, tokens } = await checkConnector(request, clock.effects);
  const accessToken = tokens?.accessToken ?? credential.accessToken;
  const reader = { instanceUrl: credential.instanceUrl, accessToken };
  const [user, ...read] = await Promise.all([
    checkUser(reader, clock.effects, request),
    ...tables.map((table) => checkTable({ ...reader, table }, clock.effects, request)),
  ]);
  const checks = [
    ...connector,
    user,
    ...checkExpectedUser(user, request.expectUser),
    checkScopes(settings.scopes, tokens?.scopes ?? credential.scopes),
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
