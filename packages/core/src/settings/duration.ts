import { invalidSetting } from "./config-invalid.ts";
import type { SettingKey } from "./fields.ts";

const milliseconds: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const maximumWait = 86_400_000;
const maximumTimeout = 3600;
/** A thousand years, in seconds: well within what a date can say. */
export const maximumLifespan = 31_536_000_000;

/** Milliseconds of a number with its unit: `250ms`, `90s`, `5m`, `1.5h`, `14d`. Throws CONFIG_INVALID. */
export function parseDuration(text: string, setting?: SettingKey): number {
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/u.exec(text.trim()) ?? [];
  const duration = Math.round(Number(amount) * (milliseconds[unit] ?? Number.NaN));
  if (Number.isSafeInteger(duration)) return duration;
  throw invalidSetting(setting, "must be a number with a unit: ms, s, m, h or d, e.g. 90s");
}

/** How long to wait for the person, in milliseconds; more than nothing, at most a day. Throws CONFIG_INVALID. */
export function parseWait(text: string): number {
  const wait = parseDuration(text, "wait");
  if (wait > 0 && wait <= maximumWait) return wait;
  throw invalidSetting("wait", "must be more than 0 and at most 1d");
}

/** One request's deadline in seconds, from a bare number; more than nothing, at most an hour. Throws CONFIG_INVALID. */
export function parseTimeout(text: string): number {
  const seconds = /^\d+(?:\.\d+)?$/u.test(text.trim()) ? Number(text) : 0;
  if (seconds > 0 && seconds <= maximumTimeout) return seconds;
  throw invalidSetting(
    "timeout",
    `must be seconds as a bare number, more than 0 and at most ${maximumTimeout}`,
  );
}

/** A lifespan in seconds, from a bare number as in the OAuth record, or with a unit. Throws CONFIG_INVALID. */
export function parseLifespan(text: string): number {
  const seconds = /^\d+$/u.test(text.trim())
    ? Number(text)
    : Math.floor(parseDuration(text, "refreshLifespan") / 1000);
  if (seconds > 0 && seconds <= maximumLifespan) return seconds;
  throw invalidSetting("refreshLifespan", "must be more than 0 seconds and at most a thousand years");
}
