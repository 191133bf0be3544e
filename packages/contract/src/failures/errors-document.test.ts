import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { renderErrorsDocument } from "./errors-document.ts";

test("docs/errors.md is what the dictionary and the scenarios make", () => {
  const written = readFileSync(new URL("../../../../docs/errors.md", import.meta.url), "utf8");
  expect(written, "run `npx pnpm@12.21.0 --filter @nowtoken/contract errors`").toBe(renderErrorsDocument());
});
