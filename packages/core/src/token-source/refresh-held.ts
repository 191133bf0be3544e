import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import { addAttemptFacts } from "../explanations/add-attempt-facts.ts";
import type { AttemptFacts } from "../explanations/attempt.ts";
import { type ProfileLogin, refreshDeath } from "../store/profile.ts";
import type { Announcer } from "./announcer.ts";
import { type AccessToken, afterRefresh, type KeptLogin, keptAccessToken } from "./kept-login.ts";
import { loginRequired } from "./login-required.ts";
import { RefreshFailure, refreshPatiently } from "./refresh-patiently.ts";
import { requestAgain } from "./request-again.ts";
import type { HeldLogin, LoginWriter, TokenKeeper } from "./token-keeper.ts";

/** What a refresh under the lock has to know. */
export interface Refreshing {
  readonly profile: string;
  /** The access token before the lock was waited for. */
  readonly seen: string | undefined;
  /** Whether a new token is wanted even where another process got one meanwhile. */
  readonly always: boolean;
  readonly effects: Effects;
  readonly keeper: TokenKeeper;
  readonly announce: Announcer;
  readonly signal: AbortSignal | undefined;
}

type Login = KeptLogin & { readonly login: ProfileLogin };

/** Gets a new access token for a login that nobody else changes meanwhile, unless somebody just did. */
export async function refreshHeld(held: HeldLogin, refreshing: Refreshing): Promise<AccessToken> {
  const { profile, seen, always, effects } = refreshing;
  const { kept } = held;
  if (kept?.login === undefined)
    throw loginRequired(profile, kept === undefined ? "no-profile" : "no-tokens");
  // Whatever is left of it, nothing fresher can be had.
  const meanwhile = kept.secrets.accessToken === seen ? undefined : alive(kept, effects);
  if (!always && meanwhile !== undefined) return meanwhile;
  const writer = await held.prepare();
  try {
    return await renew({ ...kept, login: kept.login }, writer, refreshing);
  } finally {
    await writer.discard();
  }
}

async function renew(kept: Login, writer: LoginWriter, refreshing: Refreshing): Promise<AccessToken> {
  const { effects, signal, announce, keeper } = refreshing;
  let tokens: TokenResponse;
  try {
    const request = () => requestAgain(kept, effects, { signal });
    tokens = await refreshPatiently(request, { seconds: effects.timeoutSeconds, signal });
  } catch (error) {
    if (!(error instanceof RefreshFailure)) throw error;
    const now = await keeper.read();
    // Put there by somebody who does not care for locks, such as a backup.
    const other = now?.secrets.refreshToken === kept.secrets.refreshToken ? undefined : now;
    const token = error.dead && other ? alive(other, effects) : undefined;
    if (token !== undefined) return token;
    await noteFailure(error, { kept, writer, now: effects.now() });
    throw toError(error, kept, effects.now());
  }
  const next = afterRefresh(kept, tokens);
  await writer.write(next);
  await announce.now({
    accessToken: tokens.accessToken,
    refreshToken: next.secrets.refreshToken,
    rotated: next.secrets.refreshToken !== kept.secrets.refreshToken,
    expiresAt: next.login?.accessExpiresAt ?? undefined,
  });
  const token = keptAccessToken(next, tokens.receivedAt);
  if (token === undefined) throw loginRequired(kept.name, "no-tokens");
  return { ...token, refreshed: true };
}

function alive(kept: KeptLogin, effects: Effects): AccessToken | undefined {
  const token = keptAccessToken(kept, effects.now());
  return token !== undefined && token.secondsLeft > 0 ? { ...token, refreshed: true } : undefined;
}

/** What the next run, and `status`, should know; a store that does not take it changes nothing about the failure. */
async function noteFailure(
  { dead, answerLost }: RefreshFailure,
  { kept, writer, now }: { kept: Login; writer: LoginWriter; now: Date },
): Promise<void> {
  if (!dead && !answerLost) return;
  const login = { ...kept.login, ...(answerLost && { answerLostAt: now }), ...(dead && { refusedAt: now }) };
  await writer.write({ login, secrets: kept.secrets }).catch(() => undefined);
}

function toError(failure: RefreshFailure, { name, login }: Login, now: Date): unknown {
  const { dead, answerLost } = failure;
  const error = addAttemptFacts(failure.error, refreshFacts(login, now));
  if (!dead) return error;
  const death = refreshDeath(login);
  if (death !== undefined && death <= now) return loginRequired(name, "expired", error);
  return loginRequired(name, answerLost || login.answerLostAt ? "answer-lost" : "refused", error);
}

/** What ranks the causes of a refused refresh. The same values have worked: the tokens came with them. */
function refreshFacts(login: ProfileLogin, now: Date): Partial<AttemptFacts> {
  const { consentAt, refreshLifespanSeconds, refreshLifespanSource } = login;
  return {
    refreshTokenAge: Math.round((now.getTime() - consentAt.getTime()) / 1000),
    ...(refreshLifespanSource !== "assumed" && { refreshTokenLifespan: refreshLifespanSeconds }),
    workedBefore: { client: true, scopes: true },
  };
}
