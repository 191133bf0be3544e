import { type AttemptFacts, addAttemptFacts, isAuthError } from "@nowtoken/core";
import type { Finishing } from "../login/finish.ts";

type Attempt = Pick<Finishing, "begunAt" | "effects" | "saving" | "settings">;

/** A refusal of the instance, with what this machine knows of the login: it ranks what may have caused it. */
export async function withAttemptFacts(error: unknown, finishing: Attempt): Promise<unknown> {
  if (!isAuthError(error, "TOKEN_REQUEST_REJECTED")) return error;
  const { begunAt, effects } = finishing;
  const atMost = Math.max(0, Math.round((effects.now().getTime() - begunAt.getTime()) / 1000));
  const workedBefore = await whatWorkedBefore(finishing);
  return addAttemptFacts(error, { codeAge: { atLeast: 0, atMost }, ...(workedBefore && { workedBefore }) });
}

/** What of these values is in the profile of an earlier login of this client; undefined where there is none. */
async function whatWorkedBefore({
  saving,
  settings,
}: Attempt): Promise<AttemptFacts["workedBefore"] | undefined> {
  const kept = saving && (await saving.store.open(saving.name).catch(() => undefined));
  if (kept?.profile.login === undefined) return undefined;
  const { instanceUrl, clientId, scopes } = kept.profile.settings;
  if (instanceUrl !== settings.instanceUrl || clientId !== settings.clientId) return undefined;
  const client = kept.secrets.clientSecret === settings.clientSecret;
  return { client, scopes: settings.scopes.every((scope) => scopes?.includes(scope)) };
}
