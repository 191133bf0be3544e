import { type Credential, type FileWarning, parseSettings } from "@nowtoken/core";
import { expect, test } from "vitest";
import { accessTokenLife, formatPanel } from "./panel.ts";

const now = new Date("2026-01-02T03:04:05Z");
const credential: Credential = {
  instanceUrl: "https://dev12345.service-now.com",
  clientId: "id",
  scopes: [],
  authorizationCode: "code",
  accessToken: "access",
  refreshToken: undefined,
  expiresAt: undefined,
};

test.each([
  [20, "less than a minute"],
  [60, "a minute"],
  [119, "2 minutes"],
  [1800, "30 minutes"],
  [7200, "2 hours"],
])("an access token of %i seconds dies in %s", (seconds, words) => {
  const expiresAt = new Date(now.getTime() + seconds * 1000);
  expect(accessTokenLife({ ...credential, expiresAt }, now)).toMatch(new RegExp(`^dies in ${words}:`));
});

test("only a file that others cannot read is said to be private", () => {
  const settings = parseSettings({ instance: "dev12345", clientId: "id" });
  const panelWith = (warnings: FileWarning[]) =>
    formatPanel({ settings, credential, path: "/file", warnings, user: undefined, profile: undefined, now });
  expect(panelWith([])).toContain("Written to /file (only you can read it).");
  expect(panelWith([{ code: "file-is-readable", path: "/file" }])).toContain("Written to /file.");
});
