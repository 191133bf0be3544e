import { expect, test } from "vitest";
import { parseDuration, parseTimeout, parseWait } from "./duration.ts";

test.each([
  ["250ms", 250],
  ["90s", 90_000],
  ["5m", 300_000],
  ["1.5h", 5_400_000],
  ["14d", 1_209_600_000],
  ["0s", 0],
  [" 5m\n", 300_000],
])("%j is %i milliseconds", (text, duration) => {
  expect(parseDuration(text)).toBe(duration);
});

test.each([
  "",
  "90",
  "s",
  "5 m",
  "5M",
  "-5m",
  "+5m",
  "1e3s",
  "0x1s",
  "5m30s",
  ".5s",
  "five m",
  "9".repeat(20).concat("d"),
])("%j is no duration", (text) => {
  expect(() => parseDuration(text)).toThrow("must be a number with a unit: ms, s, m, h or d, e.g. 90s");
});

test("a wait is more than nothing and at most a day, which a timer can still count", () => {
  expect([parseWait("1ms"), parseWait("24h")]).toEqual([1, 86_400_000]);
  for (const text of ["0s", "25h", "2d"]) expect(() => parseWait(text)).toThrow("wait: must be more than 0");
  expect(() => parseWait("90")).toThrow("wait: must be a number with a unit");
});

test("a timeout is a bare number of seconds up to an hour", () => {
  expect([parseTimeout("30"), parseTimeout("0.2"), parseTimeout(" 3600 ")]).toEqual([30, 0.2, 3600]);
  for (const text of ["0", "-1", "30s", "", "3601", "1e2", "Infinity", "NaN", "0x10"]) {
    expect(() => parseTimeout(text)).toThrow("timeout: must be seconds as a bare number");
  }
});
