import { expect, test } from "vitest";
import { AuthError, type AuthErrorDetails } from "../errors.ts";
import { adviseOn } from "./advice.ts";

const path = "/folder/file";

function adviseOnFile(details: AuthErrorDetails["CREDENTIAL_FILE_UNWRITABLE"]) {
  return adviseOn(new AuthError("CREDENTIAL_FILE_UNWRITABLE", "", details));
}

test.each([
  ["read-only", "EACCES", "The earlier /folder/file is not yours to read and write (EACCES)."],
  ["not-writable", "EROFS", "/folder/file cannot be written: its folder does not allow it (EROFS)."],
  ["name-too-long", "ENAMETOOLONG", "/folder/file is longer than the file system takes (ENAMETOOLONG)."],
] as const)("a file that is %s is told as that", (reason, systemCode, message) => {
  const advice = adviseOnFile({ path, reason, systemCode });
  expect(advice.message).toBe(message);
  expect(advice.fix.join()).not.toMatch(/macOS|System Settings|disk/u);
});

test("the privacy settings of macOS are named where they refuse", () => {
  const advice = adviseOnFile({ path, reason: "not-writable", systemCode: "EPERM", privacy: true });
  expect(advice.message).toContain("macOS");
  expect(advice.fix[0]).toContain("System Settings");
});

test("the flag that names the file is told, where another file would help", () => {
  expect(adviseOnFile({ path, reason: "missing-folder" }).fix).toEqual([
    "Make the folder first.",
    "Or name another file.",
    "The file is named with --out FILE.",
  ]);
  const bundle = adviseOnFile({ path, reason: "missing-folder", flag: "--bundle" });
  expect(bundle.fix.at(-1)).toBe("The file is named with --bundle FILE.");
  expect(adviseOnFile({ path, reason: "unquotable" }).fix.join()).not.toContain("--out");
});
