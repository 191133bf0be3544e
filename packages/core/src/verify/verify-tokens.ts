import type { Effects } from "../effects.ts";
import { invalidSetting } from "../settings/config-invalid.ts";
import { checkConnector } from "./check-connector.ts";
import { watchClock } from "./clock-skew.ts";
import { checkTableName } from "./read-table.ts";
import type { VerificationRequest } from "./verification-request.ts";
import { type Verification, verifyReads } from "./verify-reads.ts";

/**
 * Proves tokens: whom they belong to, what they may read, which scopes they have. A check that fails stops no other.
 *
 * Throws CONFIG_INVALID when a table's name cannot be one or the settings name another instance than the tokens, and
 * whatever `onTokens` and `onFailure` throw.
 */
export async function verifyTokens(request: VerificationRequest, effects: Effects): Promise<Verification> {
  const { settings, credential, tables = [] } = request;
  if (settings.instanceUrl !== credential.instanceUrl)
    throw invalidSetting("instanceUrl", "must be the one that the tokens are for");
  for (const table of tables) checkTableName(table);
  const clock = watchClock(effects);
  const redeemed = await checkConnector(request, clock.effects);
  return verifyReads({ ...request, ...redeemed }, clock);
}
