import type { Credential } from "@nowtoken/core";
import { expect, test } from "vitest";
import { accessTokenLife } from "./panel.ts";

const now = new Date("2026-01-02T03:04:05Z");

test.each([
  [20, "less than a minute"],
  [60, "a minute"],
  [119, "2 minutes"],
  [1800, "30 minutes"],
  [7200, "2 hours"],
])("an access token of %i seconds dies in %s", (seconds, words) => {
  const credential: Credential = {
    instanceUrl: "https://dev12345.service-now.com",
    clientId: "id",
    scopes: [],
    authorizationCode: "code",
    accessToken: "access",
    refreshToken: undefined,
    expiresAt: new Date(now.getTime() + seconds * 1000),
  };
  expect(accessTokenLife(credential, now)).toMatch(new RegExp(`^dies in ${words}:`));
});
