import { mkdtemp, readdir, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { changeProfile } from "./change-profile.ts";
import { failureOf, givenLogin, givenStore, someLogin, vaultKey } from "./given-store.fixture.ts";
import { createProfileStore } from "./profile-store.ts";
import { saveLogin } from "./save-login.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

const refusal = (reason: string) => ({ code: "STORE_UNUSABLE", details: { reason } });

test("a profile that was sealed with the file's key opens with it, and with the same key from the environment", async () => {
  const { store, stateFolder } = await givenStore(root, { environment: {} });
  await writeFile(join(stateFolder, "vault.key"), vaultKey, { mode: 0o600 });
  const { profile } = await saveLogin(store, someLogin({ key: "file" }));
  expect(profile.sealed.key).toBe("file");
  await unlink(join(stateFolder, "vault.key"));
  const elsewhere = createProfileStore({ stateFolder, environment: { NOWTOKEN_VAULT_KEY: vaultKey } });
  expect((await elsewhere.open("default"))?.secrets.accessToken).toBe("first-access");
});

test("a profile keeps its key when it is written and renamed, and no other key is made", async () => {
  const { store, stateFolder } = await givenStore(root, { environment: {} });
  await writeFile(join(stateFolder, "vault.key"), vaultKey, { mode: 0o600 });
  await saveLogin(store, someLogin({ key: "file" }));
  await unlink(join(stateFolder, "vault.key"));
  const elsewhere = createProfileStore({ stateFolder, environment: { NOWTOKEN_VAULT_KEY: vaultKey } });
  await elsewhere.rename("default", "other");
  await changeProfile(elsewhere, "other", () => ({}));
  await saveLogin(elsewhere, someLogin({ name: "other", key: undefined }));
  expect((await elsewhere.open("other"))?.secrets.accessToken).toBe("first-access");
  expect(await readdir(stateFolder)).not.toContain("vault.key");
});

test.each([
  ["other-key", { NOWTOKEN_VAULT_KEY: "cd".repeat(32) }],
  ["key-missing", {}],
  ["key-invalid", { NOWTOKEN_VAULT_KEY: "short" }],
])("a profile does not open with an environment whose key is %s", async (reason, environment) => {
  const { stateFolder, textOf } = await givenLogin(root);
  const text = await textOf("default");
  const store = createProfileStore({ stateFolder, environment });
  expect(await failureOf(store.open("default"))).toMatchObject(refusal(reason));
  expect(await failureOf(changeProfile(store, "default", () => ({})))).toMatchObject(refusal(reason));
  expect(await textOf("default")).toBe(text);
  // What needs no key can be seen all the same.
  expect(store.read("default")?.settings.clientId).toBe("id");
});

test("the key is looked for once, and again when the one that was found no longer fits", async () => {
  const { store, stateFolder } = await givenStore(root, { environment: {} });
  const path = join(stateFolder, "vault.key");
  await saveLogin(store, someLogin({ key: "file" }));
  await unlink(path);
  expect((await store.open("default"))?.secrets.accessToken).toBe("first-access");
  // Another process begins anew, with another key.
  const other = createProfileStore({ stateFolder });
  await other.remove("default");
  const credential = { ...someLogin().credential, accessToken: "second-access" };
  await saveLogin(other, someLogin({ key: "file", credential }));
  expect((await store.open("default"))?.secrets.accessToken).toBe("second-access");
});

test("many that ask for a key that is not there yet get one and the same", async () => {
  const { store, stateFolder } = await givenStore(root, { environment: {} });
  const another = createProfileStore({ stateFolder });
  const names = Array.from({ length: 10 }, (_, index) => `profile-${index}`);
  const saved = await Promise.all(
    names.map((name, index) => saveLogin(index % 2 ? store : another, someLogin({ name, key: "file" }))),
  );
  expect(new Set(saved.map(({ profile }) => profile.sealed.keyId)).size).toBe(1);
});
