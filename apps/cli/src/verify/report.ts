import type { ToldCheck } from "@nowtoken/callback";
import {
  type AnyAuthError,
  AuthError,
  adviseOn,
  type Check,
  type CheckName,
  describeSpan,
  loginRequired,
  type Profile,
  type Verification,
} from "@nowtoken/core";
import { exitCodes } from "../failures/exit-codes.ts";
import { errorOf, type ToldError, withFailure } from "../failures/told-error.ts";
import { styleFor } from "../terminal/style.ts";

type Told = { readonly [Name in CheckName]: (check: Check<Name>) => string };

const told: Told = {
  connector: (check) => {
    if (check.status === "ok") {
      const life = check.expiresInSeconds === undefined ? "" : ` for ${describeSpan(check.expiresInSeconds)}`;
      return `The refresh token brings an access token${life}${check.rotated ? ", and another refresh token: update the form" : ""}.`;
    }
    if (check.verdict === "no-refresh-token")
      return "There is no refresh token: the connector could not go on.";
    return `The refresh token brings nothing. ${adviseOn(check.error).message}`;
  },
  user: (check) => {
    if (check.status !== "ok") return adviseOn(check.error).message;
    const { userName, displayName = userName, roles } = check.user;
    return `Signed in as ${displayName} (${userName})${roles?.length ? `; roles: ${roles.join(", ")}` : ""}.`;
  },
  "expected-user": ({ status, expected, actual }) =>
    status === "ok"
      ? `That is ${expected}, as expected.`
      : `Expected ${expected}${actual === undefined ? ", and nobody could tell who it is" : `: somebody else clicked Allow`}.`,
  scopes: ({ missing, unasked }) => {
    if (missing.length > 0)
      return `The instance granted less than was asked for; missing: ${missing.join(", ")}.`;
    const more = unasked.length === 0 ? "" : `, and ${unasked.join(", ")} besides`;
    return `The instance granted the scopes that were asked for${more}.`;
  },
  table: (check) => {
    if (check.status === "failed") return `${check.table}: ${adviseOn(check.error).message}`;
    return check.rows === 1
      ? `${check.table} can be read.`
      : `${check.table} brings no row: it is empty, or its rows are not for this user.`;
  },
  clock: ({ status, skewSeconds }) =>
    status === "ok"
      ? "This computer's clock and the instance's agree."
      : `This computer's clock is ${describeSpan(Math.abs(skewSeconds))} ${skewSeconds > 0 ? "behind" : "ahead of"} the instance's.`,
};

/** What was found, a line a check, with what to do about what failed. */
export function formatVerification({ checks }: Verification, { name, settings }: Profile): string {
  const style = styleFor(process.stdout);
  const marks = { ok: style.green("ok"), warning: style.yellow("warning"), failed: style.red("failed") };
  const lines = checks.map(tellCheck).flatMap(({ status, message, fix }) => {
    const mark = `${marks[status]}${" ".repeat(9 - status.length)}`;
    const line = style.wrap(`${mark}${message}`, { indent: "  ", hanging: " ".repeat(11) });
    const indentation = { indent: `${" ".repeat(11)}- `, hanging: " ".repeat(13) };
    return [line, ...fix.map((step) => style.wrap(step, indentation))];
  });
  return `${[`Profile ${name} at ${settings.instanceUrl}`, "", ...lines].join("\n")}\n`;
}

/** A check in words: how it ended, and what to do about it. */
export function tellCheck(check: Check): ToldCheck {
  return { status: check.status, message: tell(check), fix: fixesOf(check) };
}

const tell = <Name extends CheckName>(check: Check<Name>): string =>
  (told[check.check] as (check: Check<Name>) => string)(check);

function fixesOf(check: Check): readonly string[] {
  if ("error" in check) return adviseOn(check.error).fix;
  if (check.check === "expected-user" && check.status === "failed")
    return ["Log in again, and sign in as the integration's own account before you click Allow."];
  return [];
}

/** What was found, and the first failure at the top. */
export function verificationToJson(verification: Verification, { name, settings }: Profile): object {
  const { status, checks } = verification;
  const told = checks.map((check) => {
    if (!("error" in check)) return check;
    const { error, ...rest } = check;
    return { ...rest, error: errorOf(error) };
  });
  const report = { profile: name, instanceUrl: settings.instanceUrl, status, checks: told };
  return withFailure(report, toldFailure(verification, name));
}

function toldFailure(verification: Verification, profile: string): ToldError | undefined {
  const failure = failureOfVerification(verification, profile);
  if (failure !== undefined) return errorOf(failure);
  // The token works, and the instance does not tell whose it is.
  const failed = firstFailed(verification);
  if (failed?.check !== "expected-user") return undefined;
  const { message, fix } = tellCheck(failed);
  return { code: "WRONG_USER", message, details: { expected: failed.expected }, fix };
}

const firstFailed = ({ checks }: Verification): Check | undefined =>
  checks.find(({ status }) => status === "failed");

/** 0 unless a check failed; then what its error exits with. */
export function exitCodeOfVerification(verification: Verification): number {
  const failed = firstFailed(verification);
  if (failed === undefined) return 0;
  if (failed.check === "connector" && failed.status === "failed") {
    const isOver = failed.verdict === "dead" || failed.verdict === "no-refresh-token";
    return isOver ? exitCodes.LOGIN_REQUIRED : exitCodes[failed.error.code];
  }
  return "error" in failed ? exitCodes[failed.error.code] : exitCodes.WRONG_USER;
}

/** The error of the first check that failed, for `nowtoken explain`. */
export function failureOfVerification(verification: Verification, profile: string): AnyAuthError | undefined {
  const failed = firstFailed(verification);
  if (failed === undefined) return undefined;
  if ("error" in failed) return failed.error;
  if (failed.check === "connector") return loginRequired(profile, "no-refresh-token");
  if (failed.check !== "expected-user" || failed.actual === undefined) return undefined;
  const { expected, actual } = failed;
  return new AuthError("WRONG_USER", "expected another user", { expected, actual });
}
