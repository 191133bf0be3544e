import { expect, test } from "vitest";
import { parseProfile } from "./storage.ts";

test.each(["default", "Acme", "dev12345-2", "0", "a.b_c", "console", "com", "lpt10", "x".repeat(64)])(
  "%s is a name of a profile",
  (name) => expect(parseProfile(name)).toBe(name),
);

test.each(["", "-p", ".hidden", "../x", "a b", "a/b", "ä", "x".repeat(65)])("%j is none", (name) => {
  expect(() => parseProfile(name)).toThrow("must be at most 64 letters");
});

test.each(["con", "NUL", "com1", "Lpt9", "aux.json", "prn.2"])(
  "%s is none, for the sake of Windows",
  (name) => {
    expect(() => parseProfile(name)).toThrow("must be no name that Windows reserves");
  },
);
