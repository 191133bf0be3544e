import { describeSpan } from "../advice/span.ts";
import { checkUser } from "../verify/check-reads.ts";
import type { Chart } from "./chart.ts";
import { type ExaminationResult, failedBy, ok, skipped, warnedBy } from "./examination.ts";
import type { Remote } from "./remote.ts";

/** Makes a real call with the access token of the profile. Throws what a token source throws. */
export async function examineAccessToken({ profile }: Chart, remote: Remote): Promise<ExaminationResult> {
  if (profile.own?.login === undefined)
    return skipped("The profile holds no tokens: `nowtoken login` gets them.");
  const { secondsLeft, refreshed, expiresAt, ...credential } = await remote.accessToken();
  const { effects, signal } = remote.asking();
  const check = await checkUser(credential, effects, { signal });
  const left = expiresAt === undefined ? "" : `, good for another ${describeSpan(secondsLeft)}`;
  const life = `${refreshed ? "just refreshed" : "alive"}${left}`;
  const facts = { secondsLeft, refreshed };
  if (check.status === "ok") {
    const { userName, displayName = userName } = check.user;
    return ok(`It is ${life}, and belongs to ${displayName} (${userName}).`, {
      facts: { ...facts, userName },
    });
  }
  if (check.status === "failed") return failedBy(check.error, { facts });
  return warnedBy(check.error, { facts, notes: [`It is ${life}.`] });
}
