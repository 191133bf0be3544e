import { type ProfileStatus, profileStatus } from "@nowtoken/core";
import type { ListedLogin, ReadableLogin } from "./page-profiles.ts";

/** How far ahead a login counts as due, in milliseconds: 14 days, as for `nowtoken status`. */
const window = 14 * 86_400_000;
/** With its style and script, a page of so many stays under 40 kB. */
const perPage = 12;

/** A login with how it stands; undefined when it cannot be read. */
export interface LoginRow {
  readonly login: ListedLogin;
  readonly status: ProfileStatus | undefined;
}

/** Those logins that a page shows. */
export interface LoginSelection {
  readonly rows: readonly LoginRow[];
  /** How many there are in all, how many of them were looked for, and how many need care. */
  readonly total: number;
  readonly found: number;
  readonly needy: number;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

interface Wishes {
  /** Part of a name, an instance or a user; empty for all. */
  readonly find: string;
  readonly page: number;
  readonly now: Date;
}

/** Finds the logins that somebody wants to see: those that need care first, the first to die before the others. */
export function selectLogins(
  logins: readonly ListedLogin[],
  { find, page: wanted, now }: Wishes,
): LoginSelection {
  const all = logins.map((login) => toRow(login, now));
  const found = all.filter(({ login }) => matches(login, find.trim().toLowerCase())).sort(byUrgency);
  const pages = Math.max(1, Math.ceil(found.length / perPage));
  const page = Math.min(Math.max(1, Number.isInteger(wanted) ? wanted : 1), pages);
  return {
    rows: found.slice((page - 1) * perPage, page * perPage),
    total: all.length,
    found: found.length,
    needy: all.filter(needsCare).length,
    page,
    pages,
  };
}

/** Whether somebody has to log in soon, or to look after the profile's file. */
export function needsCare({ status }: LoginRow): boolean {
  return status?.state !== "ok";
}

/** Whether its tokens come from a person's login: machines that get theirs without one need nobody to renew them. */
export function canRenew({ profile: { login } }: ReadableLogin): boolean {
  return login?.grant !== "client-credentials" && login?.grant !== "jwt-bearer";
}

export function toRow(login: ListedLogin, now: Date): LoginRow {
  return { login, status: login.profile && profileStatus(login.profile, now, window) };
}

function matches({ name, profile }: ListedLogin, words: string): boolean {
  const texts = [name, profile?.settings.instanceUrl, profile?.login?.user?.userName];
  return texts.some((text) => text?.toLowerCase().includes(words));
}

function byUrgency(one: LoginRow, other: LoginRow): number {
  const rank = rankOf(one) - rankOf(other);
  if (rank !== 0) return rank;
  const death = needsCare(one) ? deathOf(one) - deathOf(other) : 0;
  return death || one.login.name.localeCompare(other.login.name, "en", { numeric: true });
}

/** What does not work comes before what soon will not. */
const rankOf = ({ status }: LoginRow): number =>
  status?.state === "ok" ? 2 : status?.state === "due" ? 1 : 0;

/** In milliseconds; what has none comes first. */
const deathOf = ({ status }: LoginRow): number => status?.refreshDiesAt?.getTime() ?? 0;
