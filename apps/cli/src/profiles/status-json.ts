import { type Profile, type ProfileStatus, staleHoldersOf } from "@nowtoken/core";
import { exitCodes } from "../failures/exit-codes.ts";
import { errorOf } from "../failures/told-error.ts";
import { needsCare, type StatusRow } from "./status-row.ts";

/** A row for programs. */
export function statusJson({ name, chosen, profile, status, error }: StatusRow): object {
  const told = error === undefined ? {} : { error: errorOf(error) };
  if (profile === undefined || status === undefined)
    return { profile: name, chosen, state: "unreadable", ...told };
  const { settings, login } = profile;
  return {
    profile: name,
    chosen,
    state: status.state,
    instanceUrl: settings.instanceUrl,
    clientId: settings.clientId,
    user: login?.user?.userName ?? null,
    grant: login?.grant ?? null,
    accessToken: login === undefined ? null : accessJson(status, login.accessExpiresAt),
    refreshToken:
      login === undefined || status.refreshDiesAt === undefined ? null : refreshJson(login, status),
    handedOver: profile.handedOver,
    staleHolders: staleHoldersOf(profile),
    ...told,
  };
}

const accessJson = ({ accessSecondsLeft }: ProfileStatus, expiresAt: Date | null) => ({
  expiresAt,
  secondsLeft: accessSecondsLeft ?? null,
});

function refreshJson(login: NonNullable<Profile["login"]>, { refreshDiesAt }: ProfileStatus): object {
  return {
    fingerprint: login.refreshFingerprint,
    consentAt: login.consentAt,
    diesAt: refreshDiesAt,
    lifespanSeconds: login.refreshLifespanSeconds,
    lifespanSource: login.refreshLifespanSource,
    refusedAt: login.refusedAt ?? null,
    answerLostAt: login.answerLostAt ?? null,
  };
}

/** 7 when a login is needed, now or within the window, or a profile cannot be read; else by what the first check failed with. */
export function statusExitCode(rows: readonly StatusRow[]): number {
  if (rows.some(needsCare)) return exitCodes.LOGIN_REQUIRED;
  const error = rows.find((row) => row.error !== undefined)?.error;
  return error === undefined ? 0 : exitCodes[error.code];
}
