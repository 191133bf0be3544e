import {
  type AnyAuthError,
  adviseOn,
  type Profile,
  type RevocationResult,
  type RevokedTokens,
} from "@nowtoken/core";
import { exitCodes } from "../failures/exit-codes.ts";
import { errorOf, type ToldError, withFailure } from "../failures/told-error.ts";
import { styleFor } from "../terminal/style.ts";

const outcomes: Record<RevocationResult["outcome"], string> = {
  confirmed: "revoked: a call with it is refused now",
  alive: "not revoked: a call with it still works",
  unconfirmed: "could not confirm that it is revoked",
};

const tokens = [
  { key: "refreshToken", name: "Refresh token" },
  { key: "accessToken", name: "Access token" },
] as const;

const tryAgain = "the command again, or revoke the tokens at the instance, in System OAuth > Manage Tokens.";

/** What became of each token. */
export function formatRevocation(revoked: RevokedTokens, { name: profile, login }: Profile): string {
  const style = styleFor(process.stdout);
  const lines = tellRevocation(revoked).flatMap(({ sentence, why }) => [
    style.wrap(sentence),
    ...why.map((text) => style.wrap(text, { indent: "  ", hanging: "  " })),
  ]);
  const rest = isRevoked(revoked)
    ? `The profile ${profile} is kept without them: \`nowtoken login --profile ${profile}${grantFlag(login)}\` gets others.`
    : `What is not proved dead is kept in the profile ${profile}: run ${tryAgain}`;
  return `${[...lines, style.wrap(rest)].join("\n")}\n`;
}

const grantFlag = (login: Profile["login"]): string =>
  login?.grant === "client-credentials" || login?.grant === "jwt-bearer" ? ` --grant ${login.grant}` : "";

/** What became of each token, in words. */
export function tellRevocation(
  revoked: RevokedTokens,
): { readonly sentence: string; readonly why: readonly string[] }[] {
  return tokens.flatMap(({ key, name }) => {
    const result = revoked[key];
    if (result === undefined) return [];
    const why = result.error === undefined ? [] : [adviseOn(result.error).message];
    return [{ sentence: `${name}: ${outcomes[result.outcome]}.`, why }];
  });
}

/** What became of a login that is forgotten. */
export function describeEnd({ name, login }: Profile, isRevoked: boolean): string {
  if (isRevoked) return `The tokens are revoked, and the profile ${name} is forgotten.`;
  const alive = login === undefined ? "" : " Its tokens are alive until they die by themselves.";
  return `The profile ${name} is forgotten here.${alive}`;
}

/** What became of each token, and at the top why the first is not proved dead. */
export function revocationToJson(revoked: RevokedTokens, profile: string): object {
  const toJson = ({ outcome, error }: RevocationResult) =>
    error === undefined ? { outcome } : { outcome, error: { code: error.code, details: error.details } };
  const told = tokens.flatMap(({ key }) => {
    const result = revoked[key];
    return result === undefined ? [] : [[key, toJson(result)]];
  });
  const report = { profile, revoked: isRevoked(revoked), ...Object.fromEntries(told) };
  return withFailure(report, toldFailure(revoked));
}

function toldFailure(revoked: RevokedTokens): ToldError | undefined {
  const failure = failureOfRevocation(revoked);
  if (failure !== undefined) return errorOf(failure);
  // The instance said yes, and did nothing.
  const open = tokens.find(({ key }) => revoked[key]?.outcome === "alive");
  if (open === undefined) return undefined;
  const { key, name } = open;
  const fix = [`Run ${tryAgain}`];
  return { code: "NOT_REVOKED", message: `${name}: ${outcomes.alive}.`, details: { token: key }, fix };
}

/** 0 when every token is proved dead; else what the instance's answer exits with, and 4 when it did nothing. */
export function exitCodeOfRevocation(revoked: RevokedTokens): number {
  const open = openResult(revoked);
  if (open === undefined) return 0;
  return exitCodes[open.error?.code ?? "API_REJECTED"];
}

/** Why the first token that is not proved dead is not, for `nowtoken explain`. */
export function failureOfRevocation(revoked: RevokedTokens): AnyAuthError | undefined {
  return openResult(revoked)?.error;
}

export function isRevoked(revoked: RevokedTokens): boolean {
  return results(revoked).every(({ outcome }) => outcome === "confirmed");
}

const openResult = (revoked: RevokedTokens): RevocationResult | undefined =>
  results(revoked).find(({ outcome }) => outcome !== "confirmed");

const results = (revoked: RevokedTokens): RevocationResult[] =>
  tokens.flatMap(({ key }) => revoked[key] ?? []);
