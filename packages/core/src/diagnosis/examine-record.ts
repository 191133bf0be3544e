import { isAuthError } from "../errors.ts";
import { checkRecord } from "../registry/check.ts";
import { findRecord, readRecord } from "../registry/read-record.ts";
import { planRegistryRecord } from "../registry/registry-record.ts";
import { createTableApi } from "../registry/table-api.ts";
import type { Chart } from "./chart.ts";
import { type ExaminationResult, skipped } from "./examination.ts";
import type { Remote } from "./remote.ts";
import { resultOfFindings } from "./result-of-findings.ts";

const closed =
  "The login's user may not read the registry, and need not: `nowtoken registry check --admin-user NAME` does.";

/**
 * Checks the OAuth record with the rights of the login's own user, who should not have them: a refusal is no fault.
 *
 * Throws INSTANCE_UNREACHABLE, TOKEN_RESPONSE_INVALID.
 */
export async function examineRecord({ profile }: Chart, remote: Remote): Promise<ExaminationResult> {
  const { login } = remote;
  if ("reason" in login) return skipped(login.reason);
  const { clientId, redirectUri } = login;
  const { effects, signal } = remote.asking();
  const api = createTableApi(await remote.accessToken(), effects, { signal });
  try {
    const row = await findRecord(api, { clientId });
    if (row === undefined) return skipped(closed);
    const hasSecret = (await profile.open())?.secrets.clientSecret !== undefined;
    const record = planRegistryRecord({ settings: login, isPublic: !hasSecret, withLoopback: false });
    const expectation = { record, needed: [redirectUri], clientId, hasSecret };
    const findings = checkRecord(await readRecord(api, row), expectation);
    return resultOfFindings(findings, { fine: "It is as a login needs it.", facts: { name: row["name"] } });
  } catch (error) {
    if (isAuthError(error, "API_REJECTED")) return skipped(closed);
    throw error;
  }
}
