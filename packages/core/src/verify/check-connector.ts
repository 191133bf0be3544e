import type { TokenResponse } from "../credential.ts";
import type { Effects } from "../effects.ts";
import { isAuthError } from "../errors.ts";
import { refreshAccessToken } from "../token-endpoint/refresh-access-token.ts";
import { judgeRefreshFailure } from "../token-endpoint/refresh-verdict.ts";
import { refreshPatiently } from "../token-source/refresh-patiently.ts";
import type { Check } from "./check.ts";
import type { VerificationRequest } from "./verification-request.ts";

/** The check, none when it was not asked for, and the tokens that it brought. */
interface ConnectorOutcome {
  readonly connector: readonly Check<"connector">[];
  readonly tokens?: TokenResponse;
}

/** Redeems the refresh token as connectors do: client authentication as set, no scope. */
export async function checkConnector(
  request: VerificationRequest,
  effects: Effects,
): Promise<ConnectorOutcome> {
  const { credential, asConnector, onTokens } = request;
  if (!asConnector) return { connector: [] };
  const { refreshToken } = credential;
  if (refreshToken === undefined) return failed({ verdict: "no-refresh-token" });
  const redeemed = await redeem(request, refreshToken, effects);
  if ("connector" in redeemed) return redeemed;
  await onTokens?.(redeemed);
  const rotated = (redeemed.refreshToken ?? refreshToken) !== refreshToken;
  const { expiresInSeconds } = redeemed;
  return {
    connector: [{ check: "connector", status: "ok", rotated, expiresInSeconds }],
    tokens: redeemed,
  };
}

async function redeem(
  { settings, signal }: VerificationRequest,
  refreshToken: string,
  effects: Effects,
): Promise<TokenResponse | ConnectorOutcome> {
  const request = () => refreshAccessToken(settings, refreshToken, effects, { signal });
  const outcome = await refreshPatiently(request, effects, { signal });
  if ("tokens" in outcome) return outcome.tokens;
  const { error, dead } = outcome.failure;
  if (!isAuthError(error)) throw error;
  return failed({ verdict: dead ? "dead" : judgeRefreshFailure(error), error });
}

type Failure = Extract<Check<"connector">, { status: "failed" }>;
type WithoutNames<Kind> = Kind extends unknown ? Omit<Kind, "check" | "status"> : never;

const failed = (failure: WithoutNames<Failure>): ConnectorOutcome => ({
  connector: [{ check: "connector", status: "failed", ...failure }],
});
