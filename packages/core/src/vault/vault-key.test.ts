import {
  chmod,
  chown,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { FileWarning } from "../credential-file/file-warnings.ts";
import { environmentKey, readOrMakeVaultKey, readVaultKey, type VaultOptions } from "./vault-key.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

// Its base64 has characters of both alphabets.
const key = Buffer.alloc(32, Buffer.from([0xfb, 0xff, 0x6b]));
const base64 = key.toString("base64");

async function givenFolder({ file, ...options }: Partial<VaultOptions> & { file?: string } = {}) {
  const stateFolder = await mkdtemp(join(root, "state-"));
  const path = join(stateFolder, "vault.key");
  if (file !== undefined) await writeFile(path, file, { mode: 0o600 });
  const vault: VaultOptions = {
    stateFolder,
    environment: {},
    interactive: false,
    lock: (action) => action(),
    ...options,
  };
  return { path, vault };
}

const refusal = (reason: string, path: string) => ({
  code: "STORE_UNUSABLE",
  details: expect.objectContaining({ reason, path }),
});

test.each([
  ["base64", base64],
  ["base64 without padding", base64.replace("=", "")],
  ["base64url", `${key.toString("base64url")}=`],
  ["base64url without padding", key.toString("base64url")],
  ["hexadecimal digits", key.toString("hex")],
  ["large hexadecimal digits", key.toString("hex").toUpperCase()],
  ["base64 and a line's end", `${base64}\r\n`],
])("the key in NOWTOKEN_VAULT_KEY may be %s", async (_, text) => {
  const { vault } = await givenFolder({ environment: { NOWTOKEN_VAULT_KEY: text } });
  const expected = { source: "environment", key, id: "338f2202" };
  expect(await readVaultKey("environment", vault)).toEqual(expected);
  expect(await readOrMakeVaultKey("environment", vault)).toEqual(expected);
});

test.each([
  ["31 bytes", key.subarray(1).toString("base64")],
  ["33 bytes", `${base64.slice(0, 43)}${base64}`],
  ["63 digits", key.toString("hex").slice(1)],
  ["32 letters", "abcdefghijklmnopqrstuvwxyz012345"],
  ["a last character that encodes nothing", `${base64.slice(0, 42)}B=`],
  ["only space", " "],
])("%s in NOWTOKEN_VAULT_KEY are refused, and not repeated", (_, text) => {
  let thrown: unknown;
  try {
    environmentKey({ NOWTOKEN_VAULT_KEY: text });
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject(refusal("key-invalid", "NOWTOKEN_VAULT_KEY"));
  expect(`${JSON.stringify(thrown)} ${thrown}`).not.toContain(text.trim() || "\0");
});

test.each([{}, { NOWTOKEN_VAULT_KEY: "" }])(
  "an environment of %j has no key, and none is made",
  async (environment) => {
    const { vault } = await givenFolder({ environment });
    expect(environmentKey(environment)).toBeUndefined();
    const missing = refusal("key-missing", "NOWTOKEN_VAULT_KEY");
    await expect(readVaultKey("environment", vault)).rejects.toMatchObject(missing);
    await expect(readOrMakeVaultKey("environment", vault)).rejects.toMatchObject(missing);
  },
);

test("a key file is not made by reading", async () => {
  const { path, vault } = await givenFolder();
  await expect(readVaultKey("file", vault)).rejects.toMatchObject(refusal("key-missing", path));
  expect(await readdir(vault.stateFolder)).toEqual([]);
});

test("a key file is made once, and read again", async () => {
  const { path, vault } = await givenFolder();
  const made = await readOrMakeVaultKey("file", vault);
  expect(made).toMatchObject({ source: "file", id: expect.stringMatching(/^[0-9a-f]{8}$/) });
  expect(await readFile(path, "utf8")).toBe(`${made.key.toString("base64")}\n`);
  expect(await readOrMakeVaultKey("file", vault)).toEqual(made);
  expect(await readVaultKey("file", vault)).toEqual(made);
});

test("a key file that another process made while the lock was waited for is used, not replaced", async () => {
  const { path, vault } = await givenFolder();
  const lock: VaultOptions["lock"] = async (action) => {
    await writeFile(path, base64, { mode: 0o600 });
    return action();
  };
  expect((await readOrMakeVaultKey("file", { ...vault, lock })).key).toEqual(key);
  expect(await readFile(path, "utf8")).toBe(base64);
});

test("no key file is made where the lock cannot be had", async () => {
  const lock: VaultOptions["lock"] = () => Promise.reject(new Error("busy"));
  const { vault } = await givenFolder({ lock });
  await expect(readOrMakeVaultKey("file", vault)).rejects.toThrow("busy");
  expect(await readdir(vault.stateFolder)).toEqual([]);
});

test.each([
  ["nothing", ""],
  ["words", "no key"],
  ["two keys", `${base64}\n${base64}\n`],
  ["far more than a key", `${base64}${" ".repeat(2000)}`],
])("a key file that holds %s is refused, and left as it is", async (_, file) => {
  const { path, vault } = await givenFolder({ file });
  await expect(readVaultKey("file", vault)).rejects.toMatchObject(refusal("key-invalid", path));
  await expect(readOrMakeVaultKey("file", vault)).rejects.toMatchObject(refusal("key-invalid", path));
  expect(await readFile(path, "utf8")).toBe(file);
});

test("a folder in the key file's place is refused", async () => {
  const { path, vault } = await givenFolder();
  await mkdir(path);
  await expect(readOrMakeVaultKey("file", vault)).rejects.toMatchObject(refusal("key-invalid", path));
});

test("a state folder that is a file is refused with the system's code", async () => {
  const { path, vault } = await givenFolder({ file: "" });
  const io = refusal("io", join(path, "vault.key"));
  await expect(readOrMakeVaultKey("file", { ...vault, stateFolder: path })).rejects.toMatchObject(io);
});

if (process.platform !== "win32") {
  test("threat 26: a key file is for its owner alone, also under a loose umask", async () => {
    const { path, vault } = await givenFolder();
    const before = process.umask(0);
    await readOrMakeVaultKey("file", vault).finally(() => process.umask(before));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test("threat 26: a key file that others could read is taken away from them, and told", async () => {
    const { path, vault } = await givenFolder({ file: base64 });
    await chmod(path, 0o644);
    const warnings: FileWarning[] = [];
    const options = { ...vault, onWarning: (warning: FileWarning) => warnings.push(warning) };
    expect((await readVaultKey("file", options)).key).toEqual(key);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await readVaultKey("file", options);
    expect(warnings).toEqual([{ code: "key-was-readable", path }]);
  });

  test("threat 29: a link in the key file's place is neither read nor replaced", async () => {
    const { path, vault } = await givenFolder();
    const victim = join(root, "victim");
    await writeFile(victim, base64, { mode: 0o600 });
    await symlink(victim, path);
    await expect(readVaultKey("file", vault)).rejects.toMatchObject(refusal("key-invalid", path));
    await expect(readOrMakeVaultKey("file", vault)).rejects.toMatchObject(refusal("key-invalid", path));
  });

  test("a key file that a backup linked to is read", async () => {
    const { path, vault } = await givenFolder({ file: base64 });
    await link(path, `${path}.backup`);
    expect((await readVaultKey("file", vault)).key).toEqual(key);
  });
}

test.runIf(process.geteuid?.() === 0)(
  "a key file of another user is refused, who would know the key",
  async () => {
    const { path, vault } = await givenFolder({ file: base64 });
    await chown(path, 4242, 4242);
    await chmod(path, 0o644);
    await chmod(root, 0o755);
    await chmod(vault.stateFolder, 0o755);
    process.seteuid?.(4243);
    const reading = readVaultKey("file", vault).finally(() => process.seteuid?.(0));
    await expect(reading).rejects.toMatchObject(refusal("key-invalid", path));
  },
);
