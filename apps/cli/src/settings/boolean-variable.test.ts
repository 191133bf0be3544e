import { expect, test } from "vitest";
import { readBooleanVariable } from "./boolean-variable.ts";

test.each([
  ["1", true],
  ["TRUE", true],
  ["yes", true],
  [" on ", true],
  ["0", false],
  ["False", false],
  ["no", false],
  ["off", false],
  ["", false],
  [undefined, false],
])("%j means %j", (text, expected) => {
  expect(readBooleanVariable({ NOWTOKEN_NO_SCOPE: text }, "NOWTOKEN_NO_SCOPE")).toBe(expected);
});

test("anything else is refused by the variable's name", () => {
  const variables = { NOWTOKEN_NO_SCOPE: "hunter2" };
  expect(() => readBooleanVariable(variables, "NOWTOKEN_NO_SCOPE")).toThrow(/^NOWTOKEN_NO_SCOPE must be 1/);
});
