import { expect, test } from "vitest";
import { fingerprintOf } from "./fingerprint.ts";
import { holdersOf, noteHandOver, staleHoldersOf } from "./hand-over.ts";
import type { ProfileLogin } from "./profile.ts";

const at = new Date("2026-11-26T10:00:00Z");
const handedOver = [
  { to: "splunk", at, refreshToken: "earlier" },
  { to: "knowledge-hub", at, refreshToken: "present" },
  { to: "postman", at, refreshToken: undefined },
].reduce<ReturnType<typeof noteHandOver>>(noteHandOver, []);

const login = (refreshToken: string | undefined): ProfileLogin => ({
  grant: "authorization-code",
  scopes: [],
  consentAt: at,
  refreshLifespanSeconds: 8_640_000,
  refreshLifespanSource: "assumed",
  accessReceivedAt: at,
  accessExpiresAt: null,
  refreshFingerprint: refreshToken === undefined ? null : fingerprintOf(refreshToken),
});

test("whoever has another refresh token than the present one is told apart from whoever has that", () => {
  const profile = { login: login("present"), handedOver };
  expect([holdersOf(profile), staleHoldersOf(profile)]).toEqual([["knowledge-hub"], ["splunk"]]);
});

test("of a login without a refresh token every one that was handed over is an earlier one", () => {
  expect(staleHoldersOf({ login: login(undefined), handedOver })).toEqual(["splunk", "knowledge-hub"]);
});

test("a hand-over of the present one is the last that counts", () => {
  const again = noteHandOver(handedOver, { to: "splunk", at, refreshToken: "present" });
  expect(staleHoldersOf({ login: login("present"), handedOver: again })).toEqual([]);
});

test("without a login there is nothing that could be newer", () => {
  expect(staleHoldersOf({ login: undefined, handedOver })).toEqual([]);
});
