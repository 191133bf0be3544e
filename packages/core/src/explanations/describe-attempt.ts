import type { Settings } from "../settings/settings.ts";
import type { Attempt, AttemptFacts } from "./attempt.ts";
import { describeSecret } from "./describe-secret.ts";

/** Describes an attempt without the secrets that it was made with. */
export function describeAttempt(
  settings: Pick<Settings, "clientId" | "clientSecret" | "clientAuth"> & {
    readonly scopes: readonly string[];
  },
  facts: AttemptFacts,
): Attempt {
  const { clientId, clientSecret, clientAuth, scopes } = settings;
  return {
    ...facts,
    clientAuth,
    secret: clientSecret === undefined ? null : describeSecret(clientSecret, clientId),
    scopes: [...scopes],
  };
}
