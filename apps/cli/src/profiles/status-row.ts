import { type AnyAuthError, type Profile, type ProfileStatus, profileStatus } from "@nowtoken/core";
import { type Style, styleFor } from "../terminal/style.ts";
import { type Cell, layOutTable } from "../terminal/table.ts";
import { tableWidth } from "../terminal/table-width.ts";
import { instanceName } from "./instance-name.ts";
import type { ReadProfile } from "./read-profiles.ts";
import { dayOf, shortSpan } from "./time-words.ts";

/** How one profile stands. */
export interface StatusRow {
  readonly name: string;
  readonly chosen: boolean;
  /** Undefined when it cannot be read. */
  readonly profile: Profile | undefined;
  readonly status: ProfileStatus | undefined;
  /** Why it cannot be read, or what the instance said against it. */
  readonly error: AnyAuthError | undefined;
}

const columns = [
  { title: "" },
  // What commands are told.
  { title: "PROFILE", least: 8, isCutLast: true },
  { title: "INSTANCE", least: 10 },
  { title: "USER", least: 8 },
  { title: "ACCESS" },
  { title: "REFRESH DIES" },
  { title: "IN" },
];

/** How a profile stands by what it holds; `window` is how many milliseconds ahead one wants to know. */
export function toStatusRow(read: ReadProfile, now: Date, window: number): StatusRow {
  const { name, chosen, profile } = read;
  if (profile === undefined) return { name, chosen, profile, status: undefined, error: read.error };
  return { name, chosen, profile, status: profileStatus(profile, now, window), error: undefined };
}

/** Whether somebody has to log in, now or within the window, or to look after the profile's file. */
export function needsCare({ status }: StatusRow): boolean {
  return status === undefined || status.state !== "ok";
}

/** The table of profiles as wide as standard output; each line ends with a newline. */
export function formatStatusTable(rows: readonly StatusRow[], now: Date): string {
  const style = styleFor(process.stdout);
  const cells = rows.map((row) => statusCells(row, now, style));
  return layOutTable({ columns, rows: cells }, tableWidth());
}

function statusCells(row: StatusRow, now: Date, style: Style): Cell[] {
  const { name, chosen, profile, status } = row;
  const mark = chosen ? "*" : "";
  if (profile === undefined || status === undefined)
    return [mark, name, { text: "unreadable", paint: style.red }];
  const { settings, login } = profile;
  return [
    mark,
    name,
    instanceName(settings.instanceUrl),
    login?.user?.userName ?? "unknown",
    accessCell(status, profile),
    ...refreshCells(row, status, now).map((text) => ({ text, paint: paintOf(row, style) })),
  ];
}

function accessCell({ accessSecondsLeft: left }: ProfileStatus, { login }: Profile): string {
  if (login === undefined) return "none";
  if (left === undefined) return "?";
  return left > 0 ? shortSpan(left) : "died";
}

function refreshCells(
  { profile, error }: StatusRow,
  { state, refreshDiesAt, accessSecondsLeft = 0 }: ProfileStatus,
  now: Date,
): [date: string, left: string] {
  const assumed = profile?.login?.refreshLifespanSource === "assumed" ? "~" : "";
  const date = refreshDiesAt === undefined ? "none" : `${assumed}${dayOf(refreshDiesAt)}`;
  const word = error !== undefined && (state === "ok" || state === "due") ? "failed" : words[state];
  if (state !== "due" && (state !== "ok" || refreshDiesAt === undefined)) return [date, word];
  const left = refreshDiesAt === undefined ? accessSecondsLeft : secondsBetween(now, refreshDiesAt);
  return [date, [word, shortSpan(left)].filter((text) => text !== "").join(", ")];
}

const secondsBetween = (now: Date, then: Date): number => (then.getTime() - now.getTime()) / 1000;

const words: Record<ProfileStatus["state"], string> = {
  ok: "",
  due: "due",
  expired: "died",
  refused: "refused",
  "no-tokens": "no tokens",
};

function paintOf({ status, error }: StatusRow, style: Style): (text: string) => string {
  if (error !== undefined) return style.red;
  if (status?.state === "ok") return (text) => text;
  return status?.state === "due" ? style.yellow : style.red;
}
