import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { failureOf, givenLogin, givenStore, someLogin } from "./given-store.fixture.ts";
import { createProfileStore } from "./profile-store.ts";
import { saveLogin } from "./save-login.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

const invalid = (message: string) => ({
  code: "CONFIG_INVALID",
  details: { problems: [{ setting: "profile", kind: "invalid", message }] },
});

test("a store that holds nothing is read without anything being made", async () => {
  const { store, stateFolder } = await givenStore(root);
  expect([store.names(), store.currentName(), store.read("default")]).toEqual([[], "default", undefined]);
  expect(await readdir(stateFolder)).toEqual([]);
});

test("names that differ by case are one profile, which keeps the spelling that it was given first", async () => {
  const { store, pathOf } = await givenLogin(root, { name: "Acme" });
  await saveLogin(store, someLogin({ name: "ACME", receivedAt: new Date("2026-11-26T11:00:00Z") }));
  expect(store.names()).toEqual(["acme"]);
  expect(store.read("aCME")).toMatchObject({
    name: "Acme",
    login: { consentAt: new Date("2026-11-26T11:00:00Z") },
  });
  expect(await readdir(join(pathOf("acme"), ".."))).toEqual(["acme.json"]);
  expect(await store.remove("ACME")).toBe(true);
  expect(store.names()).toEqual([]);
});

test("names come in order, and other files in the folder are passed over", async () => {
  const { store, pathOf } = await givenLogin(root, { name: "b" });
  await saveLogin(store, someLogin({ name: "a.10" }));
  for (const file of [".hidden.json", "copy of b.json", "B.json", "c.json.1732000000000", "d.json~"]) {
    await writeFile(join(pathOf("b"), "..", file), "{}");
  }
  expect(store.names()).toEqual(["a.10", "b"]);
});

test.each(["../../evil", "a/b", "..", ".hidden", "", "a b", "x".repeat(65)])(
  "%j is no profile's name, and makes no file anywhere",
  async (name) => {
    const { store, stateFolder } = await givenStore(root);
    const refused = { code: "CONFIG_INVALID" };
    expect(() => store.read(name)).toThrow(expect.objectContaining(refused));
    expect(await failureOf(store.open(name))).toMatchObject(refused);
    expect(await failureOf(store.hold(name, async () => "held"))).toMatchObject(refused);
    expect(await failureOf(store.remove(name))).toMatchObject(refused);
    expect(await failureOf(saveLogin(store, someLogin({ name })))).toMatchObject(refused);
    expect(await readdir(stateFolder)).toEqual([]);
  },
);

test("a profile is removed, readable or not, and once", async () => {
  const { store, edit } = await givenLogin(root);
  await edit("default", () => "{");
  expect(await store.remove("default")).toBe(true);
  expect(await store.remove("default")).toBe(false);
});

test("a renamed profile opens under its new name alone, and stays the chosen one", async () => {
  const { store } = await givenLogin(root, { name: "Old" });
  await store.use("old");
  await store.rename("OLD", "New");
  expect(store.names()).toEqual(["new"]);
  expect(store.currentName()).toBe("New");
  expect(await store.open("new")).toMatchObject({
    profile: { name: "New" },
    secrets: { refreshToken: "first-refresh" },
  });
});

test("another profile's rename leaves the chosen one alone", async () => {
  const { store } = await givenLogin(root, { name: "other" });
  await store.use("chosen");
  await store.rename("other", "third");
  expect(store.currentName()).toBe("chosen");
});

test("by another spelling a profile is the same one, and is shown so; that needs no key", async () => {
  const { stateFolder, store } = await givenLogin(root, { name: "acme" });
  await store.use("acme");
  await createProfileStore({ stateFolder }).rename("Acme", "ACME");
  expect([store.names(), store.currentName()]).toEqual([["acme"], "ACME"]);
  expect(await store.open("acme")).toMatchObject({
    profile: { name: "ACME" },
    secrets: { refreshToken: "first-refresh" },
  });
});

test.each([
  ["one that there is", "other"],
  ["its own name", "default"],
])("a profile is not renamed to %s", async (_, name) => {
  const { store, textOf } = await givenLogin(root);
  await saveLogin(store, someLogin({ name: "other" }));
  const texts = () => Promise.all(["default", "other"].map(textOf));
  const before = await texts();
  expect(await failureOf(store.rename("default", name))).toMatchObject(
    invalid("must be a name that no other profile has"),
  );
  expect(await texts()).toEqual(before);
});

test("what is not there, or cannot be opened, is not renamed", async () => {
  const { store, edit } = await givenLogin(root);
  expect(await failureOf(store.rename("missing", "new"))).toMatchObject(invalid("must be one that exists"));
  await edit("default", (text) => text.replace('"clientId": "id"', '"clientId": "other"'));
  const refused = { code: "STORE_UNUSABLE", details: { reason: "sealed-for-another" } };
  expect(await failureOf(store.rename("default", "new"))).toMatchObject(refused);
  expect(store.names()).toEqual(["default"]);
});

test("two that rename towards each other do not wait for each other", async () => {
  const { store } = await givenLogin(root, { name: "a" });
  await saveLogin(store, someLogin({ name: "b" }));
  const refused = invalid("must be a name that no other profile has");
  const renamed = await Promise.all([failureOf(store.rename("a", "b")), failureOf(store.rename("b", "a"))]);
  expect(renamed).toMatchObject([refused, refused]);
});

test.each([
  ["no JSON", "{"],
  ["a name that is none", '{"version":1,"current":"../evil"}'],
  ["no name", '{"version":1}'],
])("a choice that is %s is told, and not followed", async (_, text) => {
  const { store, stateFolder } = await givenStore(root);
  const path = join(stateFolder, "store.json");
  await writeFile(path, text);
  expect(() => store.currentName()).toThrow(
    expect.objectContaining({ code: "STORE_UNUSABLE", details: { path, reason: "unreadable" } }),
  );
});

test("a choice of another version is told as one", async () => {
  const { store, stateFolder } = await givenStore(root);
  await writeFile(join(stateFolder, "store.json"), '{"version":2,"chosen":["a"]}');
  const details = expect.objectContaining({ reason: "unknown-version" });
  expect(() => store.currentName()).toThrow(expect.objectContaining({ code: "STORE_UNUSABLE", details }));
});

test("no profile is chosen that could not be one", async () => {
  const { store } = await givenStore(root);
  expect(await failureOf(store.use("../evil"))).toMatchObject({ code: "CONFIG_INVALID" });
});
