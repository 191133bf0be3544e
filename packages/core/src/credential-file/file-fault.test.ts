import { constants } from "node:os";
import { expect, test } from "vitest";
import { toFileError } from "./file-fault.ts";

const systemError = (code: string): Error => Object.assign(new Error("/secret/path"), { code, errno: -1 });

test.each([
  ["ENOENT", "missing-folder"],
  ["ENOTDIR", "missing-folder"],
  ["EACCES", "not-writable"],
  ["EPERM", "not-writable"],
  ["EROFS", "not-writable"],
  ["ENOSPC", "full"],
  ["EFBIG", "full"],
  ["EIO", "io"],
  ["EMFILE", "io"],
  ["ENAMETOOLONG", "name-too-long"],
])("fault 15: %s is told as %s, with the system's code", (systemCode, reason) => {
  expect(toFileError("/file", systemError(systemCode), "linux")).toMatchObject({
    code: "CREDENTIAL_FILE_UNWRITABLE",
    details: { path: "/file", reason, systemCode },
  });
});

// Node knows no name for it.
test("fault 15: an exhausted quota is told as full", () => {
  const error = Object.assign(new Error(), { code: "Unknown system error", errno: -constants.errno.EDQUOT });
  expect(toFileError("/file", error)).toMatchObject({ details: { reason: "full", systemCode: "EDQUOT" } });
});

test("fault 11: a full disk's message says how much room is needed", () => {
  expect(toFileError("/file", systemError("ENOSPC"))).toMatchObject({ message: "expected room for 32 KiB" });
});

test("macOS's privacy refusal is told apart from one of the modes", () => {
  expect(toFileError("/file", systemError("EPERM"), "darwin")).toMatchObject({ details: { privacy: true } });
  expect(toFileError("/file", systemError("EACCES"), "darwin")).not.toHaveProperty("details.privacy");
});

test("a bug stays the bug it is", () => {
  const bug = new TypeError("oops");
  expect(toFileError("/file", bug)).toBe(bug);
});
