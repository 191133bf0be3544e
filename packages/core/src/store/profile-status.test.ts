import { describe, expect, test } from "vitest";
import type { Profile, ProfileLogin } from "./profile.ts";
import { profileStatus } from "./profile-status.ts";

const now = new Date("2026-06-01T12:00:00Z");
const day = 86_400_000;
const fromNow = (milliseconds: number) => new Date(now.getTime() + milliseconds);

const login: ProfileLogin = {
  grant: "authorization-code",
  scopes: [],
  consentAt: now,
  refreshLifespanSeconds: 100 * 86_400,
  refreshLifespanSource: "assumed",
  accessReceivedAt: now,
  accessExpiresAt: fromNow(1_800_000),
  refreshFingerprint: "01234567",
};

function statusOf(change: Partial<ProfileLogin> | undefined, window = 14 * day) {
  const profile: Profile = {
    version: 1,
    name: "default",
    settings: {
      instanceUrl: "https://dev12345.service-now.com",
      clientId: "x",
      clientAuth: "body",
      redirectUri: "https://dev12345.service-now.com/oauth_redirect.do",
      scopes: [],
    },
    ...(change && { login: { ...login, ...change } }),
    handedOver: [],
    sealed: { key: "environment", keyId: "01234567", data: "" },
  };
  return profileStatus(profile, now, window);
}

describe("how a profile stands", () => {
  test.each<[string, Partial<ProfileLogin> | undefined, string]>([
    ["a fresh login", {}, "ok"],
    ["a refresh token that dies within the window", { consentAt: fromNow(-90 * day) }, "due"],
    ["one that dies a moment after it", { consentAt: fromNow(-86 * day + 1) }, "ok"],
    ["a refresh token that has died", { consentAt: fromNow(-100 * day) }, "expired"],
    ["a refresh token that the instance refused", { refusedAt: now }, "refused"],
    [
      "a machine, which needs nobody",
      { grant: "jwt-bearer", refreshFingerprint: null, accessExpiresAt: now },
      "ok",
    ],
    ["a machine that the instance refused", { grant: "client-credentials", refusedAt: now }, "refused"],
    ["an access token alone", { refreshFingerprint: null }, "due"],
    ["an access token alone that has died", { refreshFingerprint: null, accessExpiresAt: now }, "expired"],
    ["an access token alone, of unknown life", { refreshFingerprint: null, accessExpiresAt: null }, "ok"],
    ["no tokens", undefined, "no-tokens"],
  ])("%s", (_, change, state) => {
    expect(statusOf(change).state).toBe(state);
  });

  test("says what is left, and the day of death, which a dead access token does not move", () => {
    const received = fromNow(-2 * day);
    const { accessSecondsLeft, refreshDiesAt } = statusOf({
      consentAt: received,
      accessReceivedAt: received,
      accessExpiresAt: fromNow(-2 * day + 1_800_000),
    });
    expect([accessSecondsLeft, refreshDiesAt]).toEqual([-171_000, fromNow(98 * day)]);
  });

  test("believes no remainder after the clock was set back", () => {
    expect(statusOf({ accessReceivedAt: fromNow(600_000) }).accessSecondsLeft).toBeUndefined();
    expect(statusOf({ accessReceivedAt: fromNow(30_000) }).accessSecondsLeft).toBe(1800);
  });

  test("takes a token of unknown life for half an hour's, as a token source does, and then for one that nobody knows", () => {
    const ofAge = (seconds: number) =>
      statusOf({ accessExpiresAt: null, accessReceivedAt: fromNow(-seconds * 1000) }).accessSecondsLeft;
    expect([ofAge(0), ofAge(600), ofAge(1800)]).toEqual([1800, 1200, undefined]);
  });
});
