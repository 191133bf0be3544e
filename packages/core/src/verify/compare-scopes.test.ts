import { expect, test } from "vitest";
import { compareScopes } from "./compare-scopes.ts";

test.each([
  [["a", "b"], ["b", "a"], [], []],
  [["a", "b"], ["b", "c"], ["a"], ["c"]],
  [["a"], undefined, [], []],
  [["a"], [], ["a"], []],
])("asked %j, granted %j: missing %j, not asked for %j", (asked, granted, missing, unasked) => {
  expect(compareScopes(asked, granted)).toEqual({ missing, unasked });
});
