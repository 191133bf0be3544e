import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { changeProfile } from "./change-profile.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { givenLogin, someLogin } from "./given-store.fixture.ts";
import type { LoginToSave } from "./login-to-save.ts";
import type { ProfileStore } from "./profile-store.ts";
import { saveLogin } from "./save-login.ts";
import { holdersAmong, readableProfiles, sharersOf } from "./shared-pair.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

const { settings, credential } = someLogin();

/** The profile `default`, and another one that differs by what is given. */
async function givenTwo(other: Partial<LoginToSave> = {}): Promise<ProfileStore> {
  const { store } = await givenLogin(root);
  await saveLogin(store, someLogin({ name: "Other", ...other }));
  return store;
}

const handOver = (store: ProfileStore, name: string, to: string) =>
  changeProfile(store, name, () => ({
    handedOver: [{ to, at: new Date(), refreshFingerprint: fingerprintOf("first-refresh") }],
  }));

function holdersIn(store: ProfileStore): string[] {
  const all = readableProfiles(store);
  return all.filter(({ name }) => name === "default").flatMap((profile) => holdersAmong(profile, all));
}

test("a pair is with whom any profile handed it to that keeps it, and with those profiles", async () => {
  const store = await givenTwo();
  await handOver(store, "default", "Splunk");
  await handOver(store, "other", "AppFlow");
  expect(holdersIn(store)).toEqual(["Splunk", "AppFlow", "the profile Other"]);
  expect(sharersOf(readableProfiles(store)[1] ?? raise(), readableProfiles(store))).toMatchObject([
    { name: "default" },
  ]);
});

test.each<[string, Partial<LoginToSave>]>([
  ["instance", { settings: { ...settings, instanceUrl: "https://dev2.service-now.com" } }],
  ["client", { settings: { ...settings, clientId: "other" } }],
  ["refresh token", { credential: { ...credential, refreshToken: "another" } }],
])("a profile of another %s has another pair", async (_, other) => {
  const store = await givenTwo(other);
  await handOver(store, "other", "Splunk");
  expect(holdersIn(store)).toEqual([]);
});

test("without a refresh token there is no pair to share", async () => {
  const alone = { credential: { ...credential, refreshToken: undefined } };
  const store = await givenTwo(alone);
  await saveLogin(store, someLogin(alone));
  expect(holdersIn(store)).toEqual([]);
});

test("a profile that cannot be read is passed over", async () => {
  const store = await givenTwo();
  await writeFile(store.pathOf("damaged"), "{");
  expect(readableProfiles(store).map(({ name }) => name)).toEqual(["default", "Other"]);
});

function raise(): never {
  throw new Error("expected a second profile");
}
