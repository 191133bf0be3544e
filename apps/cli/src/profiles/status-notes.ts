import { staleHoldersOf } from "@nowtoken/core";
import { errorOf } from "../failures/told-error.ts";
import { handOverCommand } from "../hand-over/hand-over-command.ts";
import { needsCare, type StatusRow } from "./status-row.ts";

/** What a person should know besides the table, and do. */
export function statusNotes(rows: readonly StatusRow[], within: string): string[] {
  return [
    ...failures(rows),
    ...renewal(rows, within),
    ...firstLogin(rows),
    ...lost(rows),
    ...outdated(rows),
    ...assumption(rows),
  ];
}

function failures(rows: readonly StatusRow[]): string[] {
  return rows.flatMap(({ name, error }) =>
    error === undefined ? [] : [`${name}: ${errorOf(error).message}`],
  );
}

function renewal(rows: readonly StatusRow[], within: string): string[] {
  const due = rows.filter((row) => row.profile?.login !== undefined && needsCare(row));
  const [first] = due;
  if (first === undefined) return [];
  const command =
    due.length === 1 ? `nowtoken renew --profile ${first.name}` : `nowtoken renew --all --within ${within}`;
  return [
    `${due.length === 1 ? `${first.name} needs` : `${due.length} profiles need`} a login within ${within}: \`${command}\`.`,
  ];
}

function firstLogin(rows: readonly StatusRow[]): string[] {
  return rows
    .filter(({ status }) => status?.state === "no-tokens")
    .map(({ name }) => `${name} holds no tokens: \`nowtoken login --profile ${name}\`.`);
}

function lost(rows: readonly StatusRow[]): string[] {
  return rows
    .filter(
      ({ profile, status }) => profile?.login?.answerLostAt !== undefined && status?.state !== "refused",
    )
    .map(
      ({ name }) =>
        `${name}: the answer to its last refresh was lost; if the instance issued another refresh token, the next refresh is refused.`,
    );
}

function outdated(rows: readonly StatusRow[]): string[] {
  return rows.flatMap(({ name, profile, status }) => {
    // A login comes first, and brings other tokens.
    if (profile === undefined || (status?.state !== "ok" && status?.state !== "due")) return [];
    return staleHoldersOf(profile).map(
      (holder) => `${name}: ${holder} has an earlier token: \`${handOverCommand(holder, profile)}\`.`,
    );
  });
}

function assumption(rows: readonly StatusRow[]): string[] {
  const assumed = rows.some(
    ({ profile, status }) =>
      status?.refreshDiesAt !== undefined && profile?.login?.refreshLifespanSource === "assumed",
  );
  return assumed
    ? [
        "~ if the OAuth record has the default lifespan of 100 days; a login with --refresh-lifespan, e.g. 365d, says what it has.",
      ]
    : [];
}
