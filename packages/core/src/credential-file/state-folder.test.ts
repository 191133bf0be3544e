import { expect, test } from "vitest";
import { stateFolder } from "./state-folder.ts";

test.each([
  ["linux", { HOME: "/home/ada" }, "/home/ada/.local/state/nowtoken"],
  ["linux", { HOME: "/home/ada", XDG_STATE_HOME: "/state" }, "/state/nowtoken"],
  ["linux", { HOME: "/home/ada", XDG_STATE_HOME: "state" }, "/home/ada/.local/state/nowtoken"],
  ["freebsd", { HOME: "/home/ada" }, "/home/ada/.local/state/nowtoken"],
  [
    "darwin",
    { HOME: "/Users/ada", XDG_STATE_HOME: "/state" },
    "/Users/ada/Library/Application Support/nowtoken",
  ],
  ["win32", { LOCALAPPDATA: "D:\\Local" }, "D:\\Local\\nowtoken"],
  ["win32", { USERPROFILE: "C:\\Users\\ada" }, "C:\\Users\\ada\\AppData\\Local\\nowtoken"],
  ["linux", { HOME: "/home/ada", XDG_STATE_HOME: "/state", NOWTOKEN_STATE_DIR: "/mine" }, "/mine"],
  ["linux", { HOME: "/home/ada", NOWTOKEN_STATE_DIR: "" }, "/home/ada/.local/state/nowtoken"],
] as const)("on %s with %j state is kept in %s", (platform, environment, expected) => {
  expect(stateFolder({ platform, environment })).toBe(expected);
});

test("a relative NOWTOKEN_STATE_DIR is made absolute", () => {
  expect(stateFolder({ platform: process.platform, environment: { NOWTOKEN_STATE_DIR: "." } })).toBe(
    process.cwd(),
  );
});

test("fault 55: without HOME the account's own home is used, and without any the error says so", () => {
  expect(stateFolder({ platform: "linux", environment: {}, home: "/home/ada" })).toBe(
    "/home/ada/.local/state/nowtoken",
  );
  expect(() => stateFolder({ platform: "linux", environment: {}, home: "" })).toThrow(
    expect.objectContaining({
      code: "STORE_UNUSABLE",
      message: "expected a home folder",
      details: { path: "~" },
    }),
  );
});
