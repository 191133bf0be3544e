import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { changeProfile } from "./change-profile.ts";
import { failureOf, givenLogin, givenStore, someLogin } from "./given-store.fixture.ts";
import type { LoginToSave } from "./login-to-save.ts";
import { noteUser, settleUser } from "./note-user.ts";
import { createProfileStore } from "./profile-store.ts";
import { checkSaving, saveClient, saveLogin } from "./save-login.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

const { settings, credential } = someLogin();
const { instanceUrl, clientId, scopes } = settings;
const user = { userName: "jane", displayName: "Jane Doe", sysId: undefined, email: undefined, roles: [] };
const later = new Date("2026-11-27T10:00:00Z");
const secondLogin: Partial<LoginToSave> = {
  receivedAt: later,
  credential: { ...credential, accessToken: "second-access", refreshToken: "second-refresh" },
};
const elsewhere = { ...settings, instanceUrl: "https://dev2.service-now.com" };

test("a second login takes the place of the first, and what was handed over stays known", async () => {
  const { store } = await givenLogin(root);
  const handedOver = [{ to: "Splunk", at: later, refreshFingerprint: "6f277cbe" }];
  await changeProfile(store, "default", () => ({ handedOver }));
  const saved = await saveLogin(store, someLogin(secondLogin));
  expect(saved.before?.login?.refreshFingerprint).toBe("6f277cbe");
  expect([saved.movedTo, saved.putAside]).toEqual([undefined, undefined]);
  const open = await store.open("default");
  expect(open).toMatchObject({ profile: { handedOver, login: { consentAt: later } } });
  expect(open?.secrets).toMatchObject({ accessToken: "second-access", refreshToken: "second-refresh" });
  expect(store.names()).toEqual(["default"]);
});

test("a login without a secret or a refresh token keeps none of the earlier one's", async () => {
  const { store } = await givenLogin(root);
  await saveLogin(
    store,
    someLogin({
      settings: { ...settings, clientSecret: undefined },
      credential: { ...credential, refreshToken: undefined },
    }),
  );
  const open = await store.open("default");
  expect(open?.secrets).toEqual({ accessToken: "first-access" });
  expect(open?.profile.login?.refreshFingerprint).toBeNull();
});

test.each([
  ["instance", elsewhere],
  ["client", { ...settings, clientId: "other" }],
])("a login of another %s moves to a profile of its own, with all that it had", async (_, other) => {
  const { store } = await givenLogin(root);
  await noteUser(store, "default", user);
  const saved = await saveLogin(store, someLogin({ ...secondLogin, settings: other }));
  expect(saved).toMatchObject({ movedTo: "dev1", before: undefined });
  expect(await store.open("dev1")).toMatchObject({
    profile: {
      name: "dev1",
      settings: { instanceUrl, clientId, scopes },
      login: { user: { userName: "jane" } },
    },
    secrets: { clientSecret: "client-secret", refreshToken: "first-refresh" },
  });
  expect(await store.open("default")).toMatchObject({
    profile: {
      name: "default",
      settings: { instanceUrl: other.instanceUrl, clientId: other.clientId },
      handedOver: [],
    },
    secrets: { refreshToken: "second-refresh" },
  });
});

test("a login moves to a name that is free, and never onto another profile", async () => {
  const { store, textOf, pathOf } = await givenLogin(root, { name: "dev1" });
  const taken = await textOf("dev1");
  await saveLogin(store, someLogin());
  // Not even onto one that cannot be read.
  await writeFile(pathOf("dev1-2"), "{");
  const saved = await saveLogin(store, someLogin({ ...secondLogin, settings: elsewhere }));
  expect(saved.movedTo).toBe("dev1-3");
  expect([await textOf("dev1"), await textOf("dev1-2")]).toEqual([taken, "{"]);
});

test("a login that moves waits for no profile that is in use", async () => {
  const { store } = await givenLogin(root, { name: "dev1" });
  await saveLogin(store, someLogin());
  const saved = await store.hold("dev1", () =>
    saveLogin(store, someLogin({ ...secondLogin, settings: elsewhere })),
  );
  expect(saved.movedTo).toBe("dev1-2");
});

test("a login to the profile that bears its instance's name moves away from there", async () => {
  const { store } = await givenLogin(root, { name: "dev1" });
  const saved = await saveLogin(store, someLogin({ ...secondLogin, name: "Dev1", settings: elsewhere }));
  expect(saved.movedTo).toBe("dev1-2");
});

test("a login to an address moves to a profile that says so", async () => {
  const { store } = await givenLogin(root, {
    settings: { ...settings, instanceUrl: "http://127.0.0.1:8080" },
  });
  expect((await saveLogin(store, someLogin(secondLogin))).movedTo).toBe("earlier");
});

test.each<[string, (text: string) => string]>([
  ["is damaged", (text) => text.slice(0, 100)],
  ["was edited to another instance", (text) => text.replaceAll("dev1.", "dev2.")],
])("a profile that %s is put aside, and not lost", async (_, change) => {
  const { store, edit, textOf } = await givenLogin(root);
  await edit("default", change);
  const text = await textOf("default");
  const { putAside = "", before, movedTo } = await saveLogin(store, someLogin(secondLogin));
  expect([before, movedTo]).toEqual([undefined, undefined]);
  expect(await readFile(putAside, "utf8")).toBe(text);
  expect(store.names()).toEqual(["default"]);
  expect((await store.open("default"))?.secrets.refreshToken).toBe("second-refresh");
});

test.each([
  ["other-key", { NOWTOKEN_VAULT_KEY: "cd".repeat(32) }, "environment"],
  ["key-missing", {}, "file"],
] as const)("a profile whose key is lost (%s) is put aside", async (_, environment, key) => {
  const { stateFolder, textOf } = await givenLogin(root);
  const text = await textOf("default");
  const store = createProfileStore({ stateFolder, environment });
  const { putAside = "" } = await saveLogin(store, someLogin({ ...secondLogin, key }));
  expect(await readFile(putAside, "utf8")).toBe(text);
  expect((await store.open("default"))?.secrets.refreshToken).toBe("second-refresh");
});

test.each([
  ["is damaged", (text: string) => text.slice(0, 100)],
  ["is of another instance", (text: string) => text],
])("where there is no key for a login, an earlier one that %s stays where it is", async (_, change) => {
  const { stateFolder, edit, textOf } = await givenLogin(root);
  await edit("default", change);
  const text = await textOf("default");
  await writeFile(join(stateFolder, "vault.key"), "no key", { mode: 0o600 });
  const store = createProfileStore({ stateFolder, environment: { NOWTOKEN_VAULT_KEY: "ab".repeat(32) } });
  const refused = await failureOf(
    saveLogin(store, someLogin({ ...secondLogin, settings: elsewhere, key: "file" })),
  );
  expect(refused).toMatchObject({ code: "STORE_UNUSABLE", details: { reason: "key-invalid" } });
  expect(await readdir(join(stateFolder, "profiles"))).toEqual(["default.json"]);
  expect(await textOf("default")).toBe(text);
});

test("a client is kept before anybody has logged in with it", async () => {
  const { store } = await givenStore(root);
  await saveClient(store, { name: "default", key: "environment", settings });
  const open = await store.open("default");
  expect(open?.profile.login).toBeUndefined();
  expect(open?.secrets).toEqual({ clientSecret: "client-secret" });
});

test("a client that is kept anew, with another secret, leaves the login that there is", async () => {
  const { store } = await givenLogin(root);
  const before = store.read("default");
  await saveClient(store, { name: "default", settings: { ...settings, clientSecret: "new-secret" } });
  expect(await store.open("default")).toMatchObject({
    profile: { login: before?.login },
    secrets: { clientSecret: "new-secret", accessToken: "first-access", refreshToken: "first-refresh" },
  });
});

test("a certificate file is kept with its whole path, and a usual timeout not at all", async () => {
  const { store } = await givenStore(root);
  const { profile } = await saveLogin(
    store,
    someLogin({ settings: { ...settings, caFile: "ca.pem", timeoutSeconds: 30 } }),
  );
  expect(profile.settings).toMatchObject({ caFile: resolve("ca.pem") });
  expect(profile.settings).not.toHaveProperty("timeout");
});

test("the refresh token's lifespan is what the settings say, else what the record said, else the default", async () => {
  const { store } = await givenLogin(root);
  const lifespan = () => {
    const { refreshLifespanSeconds, refreshLifespanSource } = store.read("default")?.login ?? {};
    return [refreshLifespanSeconds, refreshLifespanSource];
  };
  expect(lifespan()).toEqual([8_640_000, "assumed"]);
  await changeProfile(store, "default", ({ login }) => ({
    ...(login && { login: { ...login, refreshLifespanSeconds: 60, refreshLifespanSource: "record" } }),
  }));
  await saveLogin(store, someLogin(secondLogin));
  expect(lifespan()).toEqual([60, "record"]);
  await saveLogin(store, someLogin({ settings: { ...settings, refreshLifespanSeconds: 31_536_000 } }));
  expect(lifespan()).toEqual([31_536_000, "settings"]);
  await saveLogin(store, someLogin(secondLogin));
  expect(lifespan()).toEqual([8_640_000, "assumed"]);
});

test("whom the tokens belong to is noted, and of a profile that is gone nothing is", async () => {
  const { store } = await givenLogin(root);
  await noteUser(store, "default", user);
  expect(store.read("default")?.login?.user).toEqual({ userName: "jane", displayName: "Jane Doe" });
  await store.remove("default");
  await noteUser(store, "default", user);
  expect(store.names()).toEqual([]);
});

const bob = { ...user, userName: "bob", displayName: "Bob" };

test("a login that turns out to be another user's leaves the earlier one a profile of its own", async () => {
  const { store } = await givenLogin(root, { handedTo: "Splunk" });
  await noteUser(store, "default", user);
  const settled = await settleUser(store, await saveLogin(store, someLogin(secondLogin)), bob);
  expect(settled).toMatchObject({ movedTo: "dev1", before: { login: { user: { userName: "jane" } } } });
  expect(await store.open("dev1")).toMatchObject({
    profile: { login: { user: { userName: "jane" } }, handedOver: [{ to: "Splunk" }] },
    secrets: { accessToken: "first-access", refreshToken: "first-refresh" },
  });
  expect(await store.open("default")).toMatchObject({
    profile: { login: { user: { userName: "bob" } }, handedOver: [] },
    secrets: { accessToken: "second-access", refreshToken: "second-refresh" },
  });
});

test("a login by the same user, or after one of whom nobody knows, takes its place", async () => {
  const { store } = await givenLogin(root);
  for (const one of [user, user, { ...user, displayName: "Jane Roe" }]) {
    const settled = await settleUser(store, await saveLogin(store, someLogin(secondLogin)), one);
    expect(settled).not.toHaveProperty("movedTo");
  }
  expect(store.names()).toEqual(["default"]);
  expect(store.read("default")?.login?.user?.displayName).toBe("Jane Roe");
});

test("a login whose other user is known already moves the earlier one first", async () => {
  const { store } = await givenLogin(root, { user: { userName: "jane" } });
  const saved = await saveLogin(store, someLogin({ ...secondLogin, user: { userName: "bob" } }));
  expect(saved).toMatchObject({ movedTo: "dev1", before: { login: { user: { userName: "jane" } } } });
  expect((await store.open("dev1"))?.secrets).toMatchObject({ refreshToken: "first-refresh" });
});

test("what a login replaced is in no text that is made of it", async () => {
  const { store } = await givenLogin(root);
  expect(JSON.stringify(await saveLogin(store, someLogin(secondLogin)))).not.toContain("first-");
});

test("checking writes no profile, and makes nothing at all where there is no key", async () => {
  const { store, stateFolder } = await givenStore(root, { environment: {} });
  const missing = { code: "STORE_UNUSABLE", details: { reason: "key-missing" } };
  expect(await failureOf(checkSaving(store, "default", "environment"))).toMatchObject(missing);
  expect(await readdir(stateFolder)).toEqual([]);
  await checkSaving(store, "default", "file");
  expect(await readdir(join(stateFolder, "profiles"))).toEqual([]);
});

test.each<[string, (text: string) => string]>([
  ["sound", (text) => text],
  ["damaged", (text) => text.slice(0, 100)],
])("checking leaves a profile that is %s as it is", async (_, change) => {
  const { store, edit, textOf } = await givenLogin(root);
  await edit("default", change);
  const text = await textOf("default");
  await checkSaving(store, "default", "environment");
  expect(await textOf("default")).toBe(text);
});

test("checking finds a profile of a newer version before anybody signs in", async () => {
  const { store, edit } = await givenLogin(root);
  await edit("default", (text) => text.replace('"version": 1', '"version": 2'));
  const newer = { code: "STORE_UNUSABLE", details: { reason: "unknown-version" } };
  expect(await failureOf(checkSaving(store, "default"))).toMatchObject(newer);
});
