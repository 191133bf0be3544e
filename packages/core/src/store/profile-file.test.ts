import { execFileSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { changeProfile } from "./change-profile.ts";
import { failureOf, givenLogin, givenStore, someLogin, vaultKey } from "./given-store.fixture.ts";
import type { ProfileLogin } from "./profile.ts";
import type { ProfileStore } from "./profile-store.ts";
import { saveLogin } from "./save-login.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

const unusable = (reason: string, path: string) => ({
  code: "STORE_UNUSABLE",
  details: expect.objectContaining({ reason, path }),
});

const touch = (store: ProfileStore, name = "default") => changeProfile(store, name, () => ({}));

/** Does something to a profile's file between the moment it is read and the moment it is written. */
async function changeDuring(
  store: ProfileStore,
  meanwhile: () => Promise<unknown>,
  login: Partial<ProfileLogin>,
) {
  await store.hold("default", async (held) => {
    const open = await held.open();
    if (open?.profile.login === undefined) throw new Error("expected a login");
    const writer = await held.prepare();
    await meanwhile();
    const secrets = { ...open.secrets, refreshToken: "second-refresh" };
    await writer.write({ ...open.profile, login: { ...open.profile.login, ...login }, secrets });
  });
}

test("a profile's file shows everything but the secrets", async () => {
  const { textOf } = await givenLogin(root);
  const text = await textOf("default");
  expect(JSON.parse(text)).toEqual({
    version: 1,
    name: "default",
    settings: {
      instanceUrl: "https://dev1.service-now.com",
      clientId: "id",
      clientAuth: "body",
      redirectUri: "https://dev1.service-now.com/oauth_redirect.do",
      scopes: ["useraccount", "openid"],
    },
    login: {
      grant: "authorization-code",
      scopes: ["useraccount"],
      consentAt: "2026-11-26T10:00:00.000Z",
      refreshLifespanSeconds: 8_640_000,
      refreshLifespanSource: "assumed",
      accessReceivedAt: "2026-11-26T10:00:00.000Z",
      accessExpiresAt: "2026-11-26T10:30:00.000Z",
      refreshFingerprint: "6f277cbe",
    },
    handedOver: [],
    sealed: { key: "environment", keyId: expect.any(String), data: expect.any(String) },
  });
  expect(Object.keys(JSON.parse(text)).slice(0, 2)).toEqual(["version", "name"]);
  for (const secret of ["client-secret", "first-access", "first-refresh"]) expect(text).not.toContain(secret);
});

test.each([
  ["assumed", 31_536_000, "settings"],
  ["record", 8_640_000, "record"],
])(
  "a lifespan that is written into the settings by hand counts where the kept one is %s",
  async (source, seconds, told) => {
    const { store, edit } = await givenLogin(root);
    await edit("default", (text) =>
      text
        .replace('"scopes"', '"refreshLifespan": "365d", "scopes"')
        .replace('"refreshLifespanSource": "assumed"', `"refreshLifespanSource": "${source}"`),
    );
    expect(store.read("default")?.login).toMatchObject({
      refreshLifespanSeconds: seconds,
      refreshLifespanSource: told,
    });
    expect((await store.open("default"))?.secrets.accessToken).toBe("first-access");
  },
);

test("a profile is read as it was kept, with its secrets only where they are asked for", async () => {
  const { store } = await givenLogin(root);
  expect(store.read("default")).toMatchObject({
    login: { accessExpiresAt: new Date("2026-11-26T10:30:00Z") },
  });
  expect((await store.open("default"))?.secrets).toEqual({
    clientSecret: "client-secret",
    accessToken: "first-access",
    refreshToken: "first-refresh",
  });
  expect([store.read("other"), await store.open("other")]).toEqual([undefined, undefined]);
});

test("every write seals anew, and leaves nothing beside", async () => {
  const { store, textOf, stateFolder } = await givenLogin(root);
  const before = JSON.parse(await textOf("default"));
  await touch(store);
  const { sealed, ...after } = JSON.parse(await textOf("default"));
  expect({ ...after, sealed: before.sealed }).toEqual(before);
  expect(sealed.data).not.toBe(before.sealed.data);
  expect(await readdir(join(stateFolder, "profiles"))).toEqual(["default.json"]);
});

test("fault 53: a file of another version is left alone, byte for byte", async () => {
  const { store, edit, textOf, pathOf } = await givenLogin(root);
  await edit("default", (text) => text.replace('"version": 1', '"version": 2'));
  const text = await textOf("default");
  const newer = unusable("unknown-version", pathOf("default"));
  expect(() => store.read("default")).toThrow(expect.objectContaining(newer));
  expect(await failureOf(store.open("default"))).toMatchObject(newer);
  expect(await failureOf(touch(store))).toMatchObject(newer);
  expect(await failureOf(saveLogin(store, someLogin()))).toMatchObject(newer);
  expect(await textOf("default")).toBe(text);
});

test.each<[string, (text: string) => string]>([
  ["is empty", () => ""],
  ["was cut", (text) => text.slice(0, 300)],
  ["is no text", () => "\0\xff\x01"],
  ["is a list", () => "[]"],
  ["has no version", (text) => text.replace('"version": 1,', "")],
  ["has a member that is unknown", (text) => text.replace('"version": 1', '"version": 1, "secret": "x"')],
  ["has a host that is none", (text) => text.replace("https://dev1", "https://user@dev1")],
  ["has a date that is none", (text) => text.replace("2026-11-26T10:00", "yesterday")],
  ["has a lifespan beyond all dates", (text) => text.replace("8640000", "1e300")],
])("fault 17: a file that %s is refused, and kept", async (_, change) => {
  const { store, edit, textOf, pathOf } = await givenLogin(root);
  await edit("default", change);
  const text = await textOf("default");
  const damaged = unusable("unreadable", pathOf("default"));
  expect(await failureOf(store.open("default"))).toMatchObject(damaged);
  expect(await failureOf(touch(store))).toMatchObject(damaged);
  expect(await textOf("default")).toBe(text);
});

test.each<[string, (text: string) => string]>([
  ["a byte order mark", (text) => `\uFEFF${text}`],
  ["lines that end as in Windows", (text) => text.replaceAll("\n", "\r\n")],
  ["another order", (text) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse()))],
  ["a host in capital letters", (text) => text.replace("https://dev1", "https://DEV1")],
  ["its name in capital letters", (text) => text.replace('"default"', '"DEFAULT"')],
])("fault 17: a file with %s is read", async (_, change) => {
  const { store, edit } = await givenLogin(root);
  await edit("default", change);
  expect((await store.open("default"))?.secrets.refreshToken).toBe("first-refresh");
});

test("a copied file opens under no other name", async () => {
  const { store, pathOf } = await givenLogin(root);
  await copyFile(pathOf("default"), pathOf("copy"));
  expect(await failureOf(store.open("copy"))).toMatchObject(unusable("sealed-for-another", pathOf("copy")));
});

test.each<[string, (text: string, other: string) => string]>([
  ["names another instance", (text) => text.replaceAll("dev1.service-now.com", "evil.example")],
  ["names another client", (text) => text.replace('"clientId": "id"', '"clientId": "other"')],
  ["took another profile's name", (text) => text.replace('"name": "default"', '"name": "acme"')],
  ["holds another profile's secrets", (text, other) => text.replace(dataOf(text), dataOf(other))],
])("a file that %s gives no secret away", async (_, change) => {
  const { store, edit, pathOf, textOf } = await givenLogin(root);
  await saveLogin(store, someLogin({ name: "acme" }));
  const other = await textOf("acme");
  await edit("default", (text) => change(text, other));
  const refused = unusable("sealed-for-another", pathOf("default"));
  expect(await failureOf(store.open("default"))).toMatchObject(refused);
  expect(await failureOf(touch(store))).toMatchObject(refused);
});

const dataOf = (text: string): string => JSON.parse(text).sealed.data;

test("a setting that somebody edited stays, also when it was edited during a write", async () => {
  const { store, edit } = await givenLogin(root);
  await edit("default", (text) => text.replace('"clientAuth": "body"', '"clientAuth": "basic"'));
  await touch(store);
  expect(store.read("default")?.settings.clientAuth).toBe("basic");
  const withTimeout = (text: string) => text.replace('"clientAuth"', '"timeout": 60,\n    "clientAuth"');
  await changeDuring(store, () => edit("default", withTimeout), {});
  const open = await store.open("default");
  expect(open?.profile.settings).toMatchObject({ clientAuth: "basic", timeout: 60 });
  expect(open?.secrets.refreshToken).toBe("second-refresh");
});

test.each([
  ["older ones are replaced", "2026-11-26T09:59:00Z", "second-refresh"],
  ["newer ones are kept", "2026-11-26T12:01:00Z", "their-refresh"],
])("fault 16: of tokens that somebody put there during a write, %s", async (_, receivedAt, refreshToken) => {
  const { store, pathOf } = await givenLogin(root);
  const theirs = await givenLogin(root, {
    receivedAt: new Date(receivedAt),
    credential: { ...someLogin().credential, refreshToken: "their-refresh" },
  });
  const restore = () => copyFile(theirs.pathOf("default"), pathOf("default"));
  await changeDuring(store, restore, { accessReceivedAt: new Date("2026-11-26T12:00:00Z") });
  expect((await store.open("default"))?.secrets.refreshToken).toBe(refreshToken);
});

test.each<[string, (path: string) => Promise<unknown>]>([
  ["removed", (path) => rm(path)],
  ["damaged", (path) => writeFile(path, "{")],
  [
    "given to another instance",
    async (path) => writeFile(path, (await readFile(path, "utf8")).replaceAll("dev1.", "dev2.")),
  ],
  [
    "replaced by another instance's",
    async (path) => {
      const { instanceUrl: _, ...settings } = someLogin().settings;
      const theirs = await givenLogin(root, {
        receivedAt: new Date("2026-11-26T12:01:00Z"),
        settings: { ...settings, instanceUrl: "https://dev2.service-now.com" },
      });
      await copyFile(theirs.pathOf("default"), path);
    },
  ],
])("new tokens are kept, for their own instance, though the file was %s meanwhile", async (_, meanwhile) => {
  const { store, pathOf } = await givenLogin(root);
  await changeDuring(store, () => meanwhile(pathOf("default")), {});
  expect(await store.open("default")).toMatchObject({
    profile: { settings: { instanceUrl: "https://dev1.service-now.com" } },
    secrets: { refreshToken: "second-refresh" },
  });
});

test("a folder in a profile's place is told with the system's code", async () => {
  const { store, pathOf } = await givenStore(root);
  await mkdir(pathOf("default"), { recursive: true });
  const details = { path: pathOf("default"), profile: "default", reason: "io", systemCode: "EISDIR" };
  expect(await failureOf(store.open("default"))).toMatchObject({ code: "STORE_UNUSABLE", details });
});

test("a state folder that is a file is told with the system's code", async () => {
  const stateFolder = join(root, "file");
  await writeFile(stateFolder, "");
  const { store } = await givenStore(root, { stateFolder });
  const refused = { code: "STORE_UNUSABLE", details: { reason: "io", systemCode: "ENOTDIR" } };
  expect(await failureOf(saveLogin(store, someLogin()))).toMatchObject(refused);
});

test("no error of the store repeats a secret or the key", async () => {
  const { store, edit } = await givenLogin(root);
  await edit("default", (text) => text.replace('"clientId": "id"', '"clientId": "other"'));
  const error = await failureOf(store.open("default"));
  expect(`${error} ${JSON.stringify(error)}`).not.toMatch(new RegExp(`secret"|first-|${vaultKey}`, "u"));
});

if (process.platform !== "win32") {
  test("fault 14: a pipe in a profile's place is told as damaged, and not waited for", async () => {
    const { store, pathOf } = await givenLogin(root);
    execFileSync("mkfifo", [pathOf("pipe")]);
    expect(store.names()).toEqual(["default", "pipe"]);
    expect(() => store.read("pipe")).toThrow(expect.objectContaining(unusable("unreadable", pathOf("pipe"))));
    // A login takes its place.
    await saveLogin(store, someLogin({ name: "pipe" }));
    expect(store.read("pipe")?.name).toBe("pipe");
  });

  test("threat 26: profiles and locks are for their owner alone, whatever the umask", async () => {
    for (const umask of [0, 0o777]) {
      const before = process.umask(umask);
      const { pathOf, stateFolder } = await givenLogin(root).finally(() => process.umask(before));
      const lock = join(stateFolder, "locks", "default.lock");
      const files = [pathOf("default"), lock, `${lock}.pid`];
      const modes = async (paths: string[]) =>
        Promise.all(paths.map(async (path) => (await stat(path)).mode & 0o777));
      expect(await modes(files)).toEqual([0o600, 0o600, 0o600]);
      expect(await modes(files.map(dirname))).toEqual([0o700, 0o700, 0o700]);
    }
  });
}
