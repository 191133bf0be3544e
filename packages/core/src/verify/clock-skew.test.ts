import { expect, test } from "vitest";
import type { FetchInit } from "../effects.ts";
import { clockSkew, watchClock } from "./clock-skew.ts";

const noon = new Date("2026-11-23T12:00:00Z");
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

test.each([
  [noon, 0],
  [later(600), 600],
  [later(-600), -600],
  [later(-63_072_000), -63_072_000],
])("a server's clock at %s is %i seconds ahead at noon", (date, skew) => {
  expect(clockSkew(date.toUTCString(), noon)).toBe(skew);
});

test.each([null, undefined, "", "soon"])("without a date nothing is known: %j", (date) => {
  expect(clockSkew(date, noon)).toBeUndefined();
});

test("the answer that came fastest tells, from the middle of its way", async () => {
  let now = noon;
  const takes = [4, 20, 2];
  const { effects, skewSeconds } = watchClock({
    fetch: () => {
      now = new Date(now.getTime() + (takes.shift() ?? 0) * 1000);
      return new Response("{}", { headers: { date: later(300).toUTCString() } });
    },
    now: () => now,
    timeoutSeconds: 5,
  });
  expect(skewSeconds()).toBeUndefined();
  const init = {} as FetchInit;
  await effects.fetch("https://dev1.service-now.com", init);
  expect(skewSeconds()).toBe(298);
  await effects.fetch("https://dev1.service-now.com", init);
  expect(skewSeconds()).toBe(298);
  await effects.fetch("https://dev1.service-now.com", init);
  expect(skewSeconds()).toBe(275);
});
