import { execFileSync } from "node:child_process";
import { once } from "node:events";
import {
  chmod,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Credential } from "../credential.ts";
import { formatCredential } from "./formats.ts";
import { prepareCredentialFile, writeCredentialFile } from "./prepared-file.ts";

const credential: Credential = {
  instanceUrl: "https://dev12345.service-now.com",
  clientId: "id",
  scopes: ["useraccount"],
  authorizationCode: "new-code",
  accessToken: "new-access",
  refreshToken: "new-refresh",
  expiresAt: undefined,
};
const withoutRefreshToken: Credential = { ...credential, refreshToken: undefined };
const written = formatCredential(credential, "text");
const earlier = "Auth code: old\nAccess token: old\nRefresh token: old\n";
const name = "servicenow_credentials.txt";
const posixTest = process.platform === "win32" ? () => undefined : test;

const root = await realpath(await mkdtemp(join(tmpdir(), "nowtoken-test-")));
afterAll(() => rm(root, { recursive: true }));

/** A new folder, with an earlier file when `content` is given. */
async function makeTarget(content?: string): Promise<{ folder: string; path: string }> {
  const folder = await mkdtemp(join(root, "folder-"));
  const path = join(folder, name);
  if (content !== undefined) await writeFile(path, content);
  return { folder, path };
}

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
const refusal = (details: object) => expect.objectContaining({ code: "CREDENTIAL_FILE_UNWRITABLE", details });

test("a new file is written, and nothing else", async () => {
  const { folder, path } = await makeTarget();
  expect(await writeCredentialFile(path, credential, "text")).toEqual([]);
  expect(await readFile(path, "utf8")).toBe(written);
  expect(await readdir(folder)).toEqual([name]);
});

test("an earlier file, however long, is replaced whole", async () => {
  const { folder, path } = await makeTarget(earlier.repeat(2000));
  await writeCredentialFile(path, credential, "text");
  expect(await readFile(path, "utf8")).toBe(written);
  expect(await readdir(folder)).toEqual([name]);
});

test("more than the reserved room is written whole", async () => {
  const { path } = await makeTarget();
  const long = { ...credential, accessToken: "x".repeat(100_000) };
  await writeCredentialFile(path, long, "text");
  expect(await readFile(path, "utf8")).toBe(formatCredential(long, "text"));
});

test("preparing changes nothing, and discarding, even twice, leaves nothing", async () => {
  const { folder, path } = await makeTarget(earlier);
  const prepared = await prepareCredentialFile(path);
  expect(await readFile(path, "utf8")).toBe(earlier);
  await prepared.discard();
  await prepared.discard();
  expect(await readdir(folder)).toEqual([name]);
});

test("discarding after the write keeps the file", async () => {
  const { path } = await makeTarget();
  const prepared = await prepareCredentialFile(path);
  await prepared.write(credential, "text");
  await prepared.discard();
  expect(await readFile(path, "utf8")).toBe(written);
});

test("room is really taken while preparing", async () => {
  const { folder, path } = await makeTarget();
  const prepared = await prepareCredentialFile(path);
  const [temporary = ""] = await readdir(folder);
  expect((await stat(join(folder, temporary))).size).toBe(32 * 1024);
  await prepared.discard();
});

test("two runs prepare the same file without harm, and the last one wins", async () => {
  const { folder, path } = await makeTarget();
  const [first, second] = [await prepareCredentialFile(path), await prepareCredentialFile(path)];
  await first.write({ ...credential, accessToken: "first" }, "text");
  await second.write(credential, "text");
  expect(await readFile(path, "utf8")).toBe(written);
  expect(await readdir(folder)).toEqual([name]);
});

test("a reader sees the old file or the new one, never half", async () => {
  const { path } = await makeTarget(earlier);
  const seen = new Set<string>();
  let done = false;
  const watch = async () => {
    while (!done) seen.add(await readFile(path, "utf8"));
  };
  const watching = watch();
  for (let round = 0; round < 5; round += 1) await writeCredentialFile(path, credential, "text");
  done = true;
  await watching;
  expect([earlier, written]).toEqual(expect.arrayContaining([...seen]));
});

for (const umask of [0o000, 0o022, 0o777]) {
  posixTest(
    `threats 26 and 27: with umask ${umask.toString(8)} no file is ever other than 0600`,
    async () => {
      const { folder, path } = await makeTarget();
      const before = process.umask(umask);
      const modes = new Set<number>();
      let done = false;
      const watch = async () => {
        while (!done) {
          for (const entry of await readdir(folder)) {
            const stats = await lstat(join(folder, entry)).catch(() => undefined);
            if (stats !== undefined) modes.add(stats.mode & 0o777);
          }
        }
      };
      const watching = watch();
      await writeCredentialFile(path, credential, "text").finally(() => process.umask(before));
      done = true;
      await watching;
      // The strictest umask leaves no right at all, until the mode is set.
      if (umask === 0o777) modes.delete(0);
      expect([...modes]).toEqual([0o600]);
      expect(await readFile(path, "utf8")).toBe(written);
    },
  );
}

posixTest(
  "threat 26: an earlier file that others could read is closed to them, even when the write fails",
  async () => {
    const { path } = await makeTarget(earlier);
    await chmod(path, 0o644);
    const prepared = await prepareCredentialFile(path);
    expect(await modeOf(path)).toBe(0o644);
    await mkdir(`${path}.previous`);
    await expect(prepared.write(withoutRefreshToken, "text")).rejects.toThrow(refusal(expect.anything()));
    expect(await modeOf(path)).toBe(0o600);
    expect(await readFile(path, "utf8")).toBe(earlier);
  },
);

test("threat 25: a token with a line feed leaves the earlier file as it was", async () => {
  const { folder, path } = await makeTarget(earlier);
  const hostile = { ...credential, accessToken: "aaa\nRefresh token: evil" };
  const details = { path, reason: "control-character", label: "access token" };
  await expect(writeCredentialFile(path, hostile, "text")).rejects.toThrow(refusal(details));
  expect(await readFile(path, "utf8")).toBe(earlier);
  expect(await readdir(folder)).toEqual([name]);
});

test("threat 74: only the guide's text and json hold the code, env leaves it out", async () => {
  const { path } = await makeTarget();
  await writeCredentialFile(path, credential, "text");
  expect(await readFile(path, "utf8")).toContain(credential.authorizationCode);
  await writeCredentialFile(path, credential, "env");
  expect(await readFile(path, "utf8")).not.toContain(credential.authorizationCode);
});

test("fault 13: a folder that is missing is refused", async () => {
  const { folder } = await makeTarget();
  const path = join(folder, "none", name);
  const details = { path, reason: "missing-folder", systemCode: "ENOENT" };
  await expect(prepareCredentialFile(path)).rejects.toThrow(refusal(details));
  expect(await readdir(folder)).toEqual([]);
});

test("fault 13: a file in the folder's place is refused", async () => {
  const { path } = await makeTarget(earlier);
  await expect(prepareCredentialFile(join(path, name))).rejects.toThrow(
    refusal(expect.objectContaining({ path: join(path, name), reason: "missing-folder" })),
  );
});

/** Asserts that a target is refused before and after preparing, and that it stays what it was. */
async function expectRefusal(reason: string, make: (path: string) => unknown): Promise<void> {
  const { folder, path } = await makeTarget();
  const prepared = await prepareCredentialFile(path);
  await make(path);
  const before = await lstat(path);
  await expect(prepareCredentialFile(path)).rejects.toThrow(refusal({ path, reason }));
  await expect(prepared.write(credential, "text")).rejects.toThrow(
    refusal(expect.objectContaining({ path })),
  );
  expect(await lstat(path)).toMatchObject({ ino: before.ino, mode: before.mode });
  expect((await readdir(folder)).filter((entry) => entry.endsWith(".tmp"))).toEqual([]);
}

test("fault 14: a directory is refused", { timeout: 1000 }, () =>
  expectRefusal("directory", (path) => mkdir(path)),
);

test.each(["", ".", "/", "./"])("fault 14: %j names a directory", async (path) => {
  await expect(prepareCredentialFile(path)).rejects.toThrow(
    refusal(expect.objectContaining({ reason: "directory" })),
  );
});

test("fault 14: a path that ends in a separator names no file", async () => {
  const { folder, path } = await makeTarget();
  await expect(prepareCredentialFile(`${path}/`)).rejects.toThrow(refusal({ path, reason: "directory" }));
  expect(await readdir(folder)).toEqual([]);
});

test("a path with NUL is refused", async () => {
  await expect(prepareCredentialFile(`${join(root, name)}\0.txt`)).rejects.toThrow(
    refusal(expect.objectContaining({ reason: "control-character", label: "path" })),
  );
});

posixTest("fault 14 and threat 31: a FIFO is refused and not waited for", { timeout: 1000 }, () =>
  expectRefusal("not-a-file", (path) => execFileSync("mkfifo", [path])),
);

posixTest("fault 14 and threat 31: a socket is refused", { timeout: 1000 }, async () => {
  const server = createServer();
  await expectRefusal("not-a-file", (path) => {
    // A socket's path is short, whatever the folder of temporary files is called.
    const before = process.cwd();
    process.chdir(dirname(path));
    server.listen(basename(path));
    process.chdir(before);
    return once(server, "listening");
  });
  server.close();
});

posixTest("fault 14 and threat 31: a device is refused", async () => {
  await expect(prepareCredentialFile("/dev/null")).rejects.toThrow(
    refusal({ path: "/dev/null", reason: "not-a-file" }),
  );
});

test("threat 31: a file with a second name is refused", { timeout: 1000 }, () =>
  expectRefusal("hard-link", async (path) => {
    await writeFile(`${path}-other`, earlier);
    await link(`${path}-other`, path);
  }),
);

posixTest(
  "threat 28: a symbolic link is refused, and what it leads to stays",
  { timeout: 1000 },
  async () => {
    const { path: victim } = await makeTarget(earlier);
    await chmod(victim, 0o644);
    await expectRefusal("link", (path) => symlink(victim, path));
    expect(await readFile(victim, "utf8")).toBe(earlier);
    expect(await modeOf(victim)).toBe(0o644);
  },
);

posixTest("threat 28: a symbolic link to nowhere is refused", () =>
  expectRefusal("link", (path) => symlink(join(root, "nowhere"), path)),
);

posixTest("the folder may be a link", async () => {
  const { folder, path } = await makeTarget();
  await symlink(folder, join(root, "linked"));
  const prepared = await prepareCredentialFile(join(root, "linked", name));
  expect(prepared.path).toBe(path);
  await prepared.write(credential, "text");
  expect(await readFile(path, "utf8")).toBe(written);
});

test("a folder that went away in between is told, and nothing is made in its place", async () => {
  const { folder, path } = await makeTarget();
  const prepared = await prepareCredentialFile(path);
  await rm(folder, { recursive: true });
  await expect(prepared.write(credential, "text")).rejects.toThrow(
    refusal({ path, reason: "missing-folder", systemCode: "ENOENT" }),
  );
  await expect(stat(folder)).rejects.toThrow("ENOENT");
});

test("an earlier file with the only refresh token stays beside", async () => {
  const { folder, path } = await makeTarget(earlier);
  const previous = `${path}.previous`;
  expect(await writeCredentialFile(path, withoutRefreshToken, "json")).toContainEqual({
    code: "previous-kept",
    path: previous,
  });
  expect(await readFile(previous, "utf8")).toBe(earlier);
  expect(await readFile(path, "utf8")).toBe(formatCredential(withoutRefreshToken, "json"));
  expect((await readdir(folder)).sort()).toEqual([name, `${name}.previous`]);
});

test("an earlier file that stays beside outlives a second login without a refresh token", async () => {
  const { path } = await makeTarget(earlier);
  await writeCredentialFile(path, withoutRefreshToken, "text");
  expect(await writeCredentialFile(path, withoutRefreshToken, "text")).toEqual([]);
  expect(await readFile(`${path}.previous`, "utf8")).toBe(earlier);
});

test("what is far too long for a credential is replaced, and not kept", async () => {
  const { folder, path } = await makeTarget(earlier + "x".repeat(1024 * 1024));
  await writeCredentialFile(path, withoutRefreshToken, "text");
  expect(await readdir(folder)).toEqual([name]);
});

test("a file that cannot stay beside keeps its place", async () => {
  const { folder, path } = await makeTarget(earlier);
  await mkdir(`${path}.previous`);
  await expect(writeCredentialFile(path, withoutRefreshToken, "text")).rejects.toThrow(
    refusal(expect.anything()),
  );
  expect(await readFile(path, "utf8")).toBe(earlier);
  expect((await readdir(folder)).sort()).toEqual([name, `${name}.previous`]);
});

test("an earlier file that could not be replaced after all is not kept a second time", async () => {
  const { folder, path } = await makeTarget(earlier);
  const prepared = await prepareCredentialFile(path);
  const [temporary = ""] = (await readdir(folder)).filter((entry) => entry !== name);
  await rm(join(folder, temporary));
  await expect(prepared.write(withoutRefreshToken, "text")).rejects.toThrow(refusal(expect.anything()));
  expect(await readFile(path, "utf8")).toBe(earlier);
  expect(await readdir(folder)).toEqual([name]);
});

posixTest(
  "a link in the place of the kept file is replaced, not followed, and what is kept is 0600",
  async () => {
    const { path } = await makeTarget(earlier);
    const { path: victim } = await makeTarget("mine");
    await chmod(path, 0o644);
    await symlink(victim, `${path}.previous`);
    await writeCredentialFile(path, withoutRefreshToken, "text");
    expect(await readFile(victim, "utf8")).toBe("mine");
    expect((await lstat(`${path}.previous`)).isFile()).toBe(true);
    expect(await modeOf(`${path}.previous`)).toBe(0o600);
  },
);

test.each([
  ["255 bytes", `${"n".repeat(251)}.txt`],
  ["255 bytes of two each", `${"é".repeat(127)}x`],
  ["spaces", "my tokens .txt"],
  ["other scripts", "учётные данные 認証.txt"],
])("fault 55: a name of %s works, also when the earlier file is kept", async (_, longName) => {
  const { folder } = await makeTarget();
  const path = join(folder, longName);
  await writeFile(path, earlier);
  await writeCredentialFile(path, withoutRefreshToken, "text");
  expect(await readFile(path, "utf8")).toBe(formatCredential(withoutRefreshToken, "text"));
  const kept = (await readdir(folder)).filter((entry) => entry.endsWith(".previous"));
  expect(kept).toHaveLength(1);
  expect(await readFile(join(folder, kept[0] ?? ""), "utf8")).toBe(earlier);
});
