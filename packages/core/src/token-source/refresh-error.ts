import { isAuthError } from "../errors.ts";
import { addAttemptFacts } from "../explanations/add-attempt-facts.ts";
import type { AttemptFacts } from "../explanations/attempt.ts";
import { isCatchAll } from "../explanations/entry-of-refusal.ts";
import { type ProfileLogin, refreshDeath } from "../store/profile.ts";
import type { IssuedLogin } from "./kept-login.ts";
import { loginRequired } from "./login-required.ts";
import type { RefreshFailure } from "./refresh-patiently.ts";

/** What a refresh that failed is thrown as: LOGIN_REQUIRED when only a login helps, else what the last attempt threw. */
export function toRefreshError(failure: RefreshFailure, { name, login }: IssuedLogin, now: Date): unknown {
  const { dead, answerLost } = failure;
  const error = addAttemptFacts(failure.error, refreshFacts(failure, login, now));
  if (!dead) return error;
  const death = refreshDeath(login);
  if (death !== undefined && death <= now) return loginRequired(name, "expired", error);
  return loginRequired(name, answerLost || login.answerLostAt ? "answer-lost" : "refused", error);
}

/**
 * What ranks the causes of a refused refresh: the same values have worked once, for the tokens came with them; what was
 * imported has not before its first refresh.
 */
function refreshFacts({ error }: RefreshFailure, login: ProfileLogin, now: Date): Partial<AttemptFacts> {
  const { grant, untried, consentAt, refreshLifespanSeconds, refreshLifespanSource } = login;
  if (untried) return hidesCause(error) ? { workedBefore: { client: false, scopes: false } } : {};
  // Nobody knows how old imported tokens are.
  if (grant === "import" || login.refreshFingerprint === null)
    return { workedBefore: { client: true, scopes: true } };
  return {
    refreshTokenAge: Math.round((now.getTime() - consentAt.getTime()) / 1000),
    ...(refreshLifespanSource !== "assumed" && { refreshTokenLifespan: refreshLifespanSeconds }),
    workedBefore: { client: true, scopes: true },
  };
}

/** Whether the refusal may be about the client as well as about its token. */
const hidesCause = (error: unknown): boolean =>
  isAuthError(error, "TOKEN_REQUEST_REJECTED") && isCatchAll(error.details);
