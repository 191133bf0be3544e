import { type Finding, failed, note, warning } from "./finding.ts";
import type { RecordExpectation, RecordReading } from "./record-reading.ts";

const shortAccess = 300;
const dayInSeconds = 86_400;
// 100 days (t_CreateEndpointforExternalClients.md).
const defaultRefresh = 8_640_000;

/** Both lifespans against those that the record should have. */
export function checkLifespans(reading: RecordReading, expectation: RecordExpectation): Finding[] {
  return [...checkRefresh(reading, expectation), ...checkAccess(reading, expectation)];
}

function checkRefresh({ row }: RecordReading, { record }: RecordExpectation): Finding[] {
  const column = row["refresh_token_lifespan"];
  if (column === undefined) return [];
  const seconds = toSeconds(column);
  const wanted = record.refreshTokenLifespan;
  const set = `Set Refresh Token Lifespan to ${wanted}, then log in again: tokens that are issued already keep their date.`;
  if (seconds === undefined) {
    return [
      failed("refresh-lifespan-unusable", {
        what: `The Refresh Token Lifespan is ${column === "" ? "empty" : "not a number above 0"}.`,
        why: "There is no refresh token, or a dead one, and the integration stops with its first access token.",
        fix: set,
      }),
    ];
  }
  if (seconds < wanted) {
    const isDefault = seconds === defaultRefresh ? ", an instance's default" : "";
    return [
      warning("refresh-lifespan-short", {
        what: `The refresh token lives ${inDays(seconds)}${isDefault}, not the ${inDays(wanted)} that it should.`,
        why: "On its last day the integration stops, however often it has refreshed, and somebody has to log in again.",
        fix: set,
      }),
    ];
  }
  if (seconds === wanted) return [];
  return [
    note("refresh-lifespan-long", {
      what: `The refresh token lives ${inDays(seconds)}, longer than the ${inDays(wanted)} that it should.`,
      why: "A token that is lost is good for as long.",
      fix: "Review it with your security team; if they agree, leave it.",
    }),
  ];
}

function checkAccess({ row }: RecordReading, { record }: RecordExpectation): Finding[] {
  const column = row["access_token_lifespan"];
  if (column === undefined) return [];
  const seconds = toSeconds(column);
  const wanted = record.accessTokenLifespan;
  const fix = `Set Access Token Lifespan to ${wanted}.`;
  if (seconds === undefined) {
    return [
      failed("access-lifespan-unusable", {
        what: `The Access Token Lifespan is ${column === "" ? "empty" : "not a number above 0"}.`,
        why: "Access tokens are dead when they come.",
        fix,
      }),
    ];
  }
  if (seconds === wanted) return [];
  if (seconds < shortAccess) {
    return [
      warning("access-lifespan-short", {
        what: `The access token lives ${seconds} seconds.`,
        why: "Products get a new one some minutes before the end, so they would ask for one at every call.",
        fix,
      }),
    ];
  }
  if (seconds > dayInSeconds) {
    return [
      warning("access-lifespan-long", {
        what: `The access token lives ${inDays(seconds)}.`,
        why: "It goes along with every call, and whoever finds one in a log can use it as long.",
        fix: `${fix} The product gets new ones by itself.`,
      }),
    ];
  }
  return [
    note("access-lifespan-differs", {
      what: `The access token lives ${seconds} seconds, not the ${wanted} that it should.`,
      why: "It works all the same: the product gets a new one before this one ends.",
      fix: `Leave it, or set Access Token Lifespan to ${wanted}.`,
    }),
  ];
}

function toSeconds(column: string): number | undefined {
  return /^\d{1,15}$/u.test(column) && Number(column) > 0 ? Number(column) : undefined;
}

function inDays(seconds: number): string {
  const days = Math.floor(seconds / dayInSeconds);
  return days >= 2 ? `${days} days` : `${seconds} seconds`;
}
