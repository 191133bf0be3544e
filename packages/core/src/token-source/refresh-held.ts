import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import type { Announcer } from "./announcer.ts";
import {
  type AccessToken,
  afterFailure,
  afterRefresh,
  hasSameToken,
  type IssuedLogin,
  type KeptLogin,
  keptAccessToken,
  lifeLeft,
} from "./kept-login.ts";
import { loginRequired } from "./login-required.ts";
import { toRefreshError } from "./refresh-error.ts";
import { type RefreshFailure, refreshPatiently } from "./refresh-patiently.ts";
import { requestAgain } from "./request-again.ts";
import type { HeldLogin, LoginWriter, TokenKeeper } from "./token-keeper.ts";

/** What a refresh under the lock has to know. */
export interface Refreshing {
  readonly profile: string;
  /** The login before the lock was waited for; undefined where a new token is wanted whatever became of it meanwhile. */
  readonly seen: KeptLogin | undefined;
  readonly effects: Effects;
  readonly keeper: TokenKeeper;
  readonly announcer: Announcer;
  readonly signal: AbortSignal;
}

const isIssued = (kept: KeptLogin): kept is IssuedLogin => kept.login !== undefined;

/** Gets a new access token for a login that nobody else changes meanwhile, unless somebody just did. */
export async function refreshHeld(held: HeldLogin, refreshing: Refreshing): Promise<AccessToken> {
  const { profile, seen, effects } = refreshing;
  const { kept } = held;
  if (kept === undefined) throw loginRequired(profile, "no-profile");
  if (!isIssued(kept)) throw loginRequired(profile, "no-tokens");
  // Whatever is left of it, nothing fresher can be had.
  const meanwhile = seen === undefined || hasSameToken(kept, seen) ? undefined : alive(kept, effects);
  if (meanwhile !== undefined) return meanwhile;
  const writer = await held.prepare();
  try {
    return await renew(kept, writer, refreshing);
  } finally {
    writer.discard();
  }
}

async function renew(kept: IssuedLogin, writer: LoginWriter, refreshing: Refreshing): Promise<AccessToken> {
  const { effects, signal, keeper } = refreshing;
  const request = () => requestAgain(kept, effects, { signal });
  const outcome = await refreshPatiently(request, effects, { signal });
  if ("tokens" in outcome) return keep(kept, { tokens: outcome.tokens, writer, refreshing });
  // Only a refresh token can be dead, or be replaced in an answer that got lost.
  const failure =
    kept.secrets.refreshToken === undefined
      ? { ...outcome.failure, dead: false, answerLost: false }
      : outcome.failure;
  const other = failure.dead ? await otherRefreshToken(kept, keeper) : undefined;
  if (other !== undefined) return alive(other, effects) ?? renew(other, writer, refreshing);
  await noteFailure(failure, { kept, writer, now: effects.now() });
  throw toRefreshError(failure, kept, effects.now());
}

async function keep(
  kept: IssuedLogin,
  { tokens, writer, refreshing }: { tokens: TokenResponse; writer: LoginWriter; refreshing: Refreshing },
): Promise<AccessToken> {
  const { accessToken, receivedAt } = tokens;
  const { login, secrets } = afterRefresh(kept, tokens);
  const { refreshToken } = secrets;
  const rotated = refreshToken !== kept.secrets.refreshToken;
  const expiresAt = login.accessExpiresAt ?? undefined;
  await refreshing.announcer.announce({ accessToken, refreshToken, rotated, expiresAt }, () =>
    writer.write({ login, secrets }),
  );
  const { instanceUrl } = kept.settings;
  return { accessToken, instanceUrl, refreshed: true, ...lifeLeft(login, receivedAt) };
}

/** The login with a refresh token that somebody put there meanwhile who does not care for locks, such as a backup. */
async function otherRefreshToken(kept: IssuedLogin, keeper: TokenKeeper): Promise<IssuedLogin | undefined> {
  const now = await keeper.read().catch(() => undefined);
  if (now === undefined || !isIssued(now)) return undefined;
  const { refreshToken } = now.secrets;
  return refreshToken === undefined || refreshToken === kept.secrets.refreshToken ? undefined : now;
}

function alive(kept: KeptLogin, effects: Effects): AccessToken | undefined {
  const token = keptAccessToken(kept, effects.now());
  return token !== undefined && token.secondsLeft > 0 ? { ...token, refreshed: true } : undefined;
}

/** What the next run, and `status`, should know; a store that does not take it changes nothing about the failure. */
async function noteFailure(
  failure: RefreshFailure,
  { kept, writer, now }: { kept: IssuedLogin; writer: LoginWriter; now: Date },
): Promise<void> {
  const login = afterFailure(kept.login, failure, now);
  if (login !== undefined) await writer.write({ login, secrets: kept.secrets }).catch(() => undefined);
}
