import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import { isAuthError } from "../errors.ts";
import { refreshAccessToken } from "../token-endpoint/refresh-access-token.ts";
import { judgeRefreshFailure } from "../token-endpoint/refresh-verdict.ts";
import { refreshPatiently } from "../token-source/refresh-patiently.ts";
import type { Check } from "./check.ts";
import type { VerificationRequest } from "./verification-request.ts";
import type { Reading } from "./verify-reads.ts";

/** The check, none when it was not asked for, and the tokens to go on with. */
type ConnectorOutcome = Pick<Reading, "credential"> & Required<Pick<Reading, "connector">>;

/** Redeems the refresh token as connectors do: client authentication as set, no scope. */
export async function checkConnector(
  request: VerificationRequest,
  effects: Effects,
): Promise<ConnectorOutcome> {
  const { credential, asConnector, onTokens } = request;
  if (!asConnector) return { connector: [], credential };
  const { refreshToken } = credential;
  if (refreshToken === undefined) return { connector: [failed({ verdict: "no-refresh-token" })], credential };
  const redeemed = await redeem(request, refreshToken, effects);
  if ("check" in redeemed) return { connector: [redeemed], credential };
  await onTokens?.(redeemed);
  const { accessToken, scopes = credential.scopes, expiresInSeconds } = redeemed;
  const rotated = (redeemed.refreshToken ?? refreshToken) !== refreshToken;
  return {
    connector: [{ check: "connector", status: "ok", rotated, expiresInSeconds }],
    credential: { ...credential, accessToken, scopes },
  };
}

async function redeem(
  { settings, signal, onFailure }: VerificationRequest,
  refreshToken: string,
  effects: Effects,
): Promise<TokenResponse | Check<"connector">> {
  const request = () => refreshAccessToken(settings, refreshToken, effects, { signal });
  const outcome = await refreshPatiently(request, effects, { signal });
  if ("tokens" in outcome) return outcome.tokens;
  const { failure } = outcome;
  const error = onFailure === undefined ? failure.error : await onFailure(failure);
  if (!isAuthError(error)) throw error;
  return failed({ verdict: failure.dead ? "dead" : judgeRefreshFailure(error), error });
}

type Failure = Extract<Check<"connector">, { status: "failed" }>;
type WithoutNames<Kind> = Kind extends unknown ? Omit<Kind, "check" | "status"> : never;

const failed = (failure: WithoutNames<Failure>): Check<"connector"> => ({
  check: "connector",
  status: "failed",
  ...failure,
});
