import { expect, test } from "vitest";
import { readListVariable } from "./list-variable.ts";

test.each([
  ["incident", ["incident"]],
  ["incident,kb_knowledge", ["incident", "kb_knowledge"]],
  [" incident  kb_knowledge, task ", ["incident", "kb_knowledge", "task"]],
  [" , ", undefined],
  ["", undefined],
  [undefined, undefined],
])("%j holds %j", (text, values) => {
  expect(readListVariable({ NOWTOKEN_TABLE: text }, "NOWTOKEN_TABLE")).toEqual(values);
});
