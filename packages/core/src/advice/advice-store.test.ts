import { expect, test } from "vitest";
import { AuthError } from "../errors.ts";
import { explain } from "../explanations/explain.ts";
import { adviseOn } from "./advice.ts";

const path = "/state/profiles/default.json";

const refused = (systemCode: string) =>
  new AuthError("STORE_UNUSABLE", "", { path, reason: "io", systemCode });

test.each([
  ["ENOSPC", "store-full", "Free some space (64 KiB is plenty)."],
  ["EDQUOT", "store-full", "Free some space (64 KiB is plenty)."],
  ["EFBIG", "store-full", "Free some space (64 KiB is plenty)."],
  ["SQLite 13", "store-full", "Free some space (64 KiB is plenty)."],
  ["EROFS", "store-read-only", "Mount it so that it can be written."],
  ["EMFILE", "store-too-many-files", "Raise the limit"],
  ["EACCES", "store-io", "Make the folder writable for you alone"],
])("faults 11, 13 and 15: a state folder that refuses with %s gets the advice for that", (code, id, fix) => {
  const error = refused(code);
  const advice = adviseOn(error);
  expect(advice.message).toBe(`The state folder cannot be used: ${path} (${code}).`);
  expect(advice.fix[0]).toContain(fix);
  expect(explain(error).failures[0]?.id).toBe(id);
  // Also where somebody pastes it.
  expect(explain(advice.message).failures[0]?.id).toBe(id);
});
