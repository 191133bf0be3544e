import type { HttpAnswer } from "./request.ts";

const longestSeconds = 24 * 60 * 60;

/**
 * How long the server asks to wait (RFC 9110 §10.2.3), in whole seconds, a day at most; undefined when it does not say
 * or says neither a number of seconds nor a date.
 */
export function retryAfterSeconds({ header, receivedAt }: HttpAnswer): number | undefined {
  const value = header("retry-after")?.trim() ?? "";
  if (/^\d+$/.test(value)) return Math.min(Number(value), longestSeconds);
  const date = /^\w{3,9}, .*GMT$/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(date)) return undefined;
  return Math.min(Math.max(Math.ceil((date - receivedAt.getTime()) / 1000), 0), longestSeconds);
}
