import { addAttemptFacts } from "../explanations/add-attempt-facts.ts";
import type { AttemptFacts } from "../explanations/attempt.ts";
import { type ProfileLogin, refreshDeath } from "../store/profile.ts";
import type { IssuedLogin } from "./kept-login.ts";
import { loginRequired } from "./login-required.ts";
import type { RefreshFailure } from "./refresh-patiently.ts";

/** What a refresh that failed is thrown as: LOGIN_REQUIRED when only a login helps, else what the last attempt threw. */
export function toRefreshError(failure: RefreshFailure, { name, login }: IssuedLogin, now: Date): unknown {
  const { dead, answerLost } = failure;
  const error = addAttemptFacts(failure.error, refreshFacts(login, now));
  if (!dead) return error;
  const death = refreshDeath(login);
  if (death !== undefined && death <= now) return loginRequired(name, "expired", error);
  return loginRequired(name, answerLost || login.answerLostAt ? "answer-lost" : "refused", error);
}

/** What ranks the causes of a refused refresh: the same values have worked once, for the tokens came with them. */
function refreshFacts(login: ProfileLogin, now: Date): Partial<AttemptFacts> {
  const { grant, consentAt, refreshLifespanSeconds, refreshLifespanSource } = login;
  // Nobody knows how old imported tokens are, nor what they came with.
  if (grant === "import") return {};
  if (login.refreshFingerprint === null) return { workedBefore: { client: true, scopes: true } };
  return {
    refreshTokenAge: Math.round((now.getTime() - consentAt.getTime()) / 1000),
    ...(refreshLifespanSource !== "assumed" && { refreshTokenLifespan: refreshLifespanSeconds }),
    workedBefore: { client: true, scopes: true },
  };
}
