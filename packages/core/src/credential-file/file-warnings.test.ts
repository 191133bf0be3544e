import { chmod, chown, mkdir, mkdtemp, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findCloud, findFileWarnings } from "./file-warnings.ts";
import { prepareCredentialFile } from "./prepared-file.ts";

const root = await realpath(await mkdtemp(join(tmpdir(), "nowtoken-test-")));
afterAll(() => rm(root, { recursive: true }));

async function makeFolder(name: string): Promise<string> {
  const folder = join(root, name);
  await mkdir(folder, { recursive: true });
  return folder;
}

async function warningsFor(path: string) {
  const prepared = await prepareCredentialFile(path);
  await prepared.discard();
  return prepared.warnings;
}

test("a folder of one's own brings no warning, though its group may write to it", async () => {
  const folder = await makeFolder("own");
  await chmod(folder, 0o775);
  expect(await warningsFor(join(folder, "file"))).toEqual([]);
});

if (process.platform !== "win32") {
  test("threat 26: an earlier file that others could read is told", async () => {
    const path = join(await makeFolder("readable"), "file");
    await writeFile(path, "");
    await chmod(path, 0o644);
    expect(await warningsFor(path)).toEqual([{ code: "file-was-readable", path }]);
  });

  test("threat 26: a file system that keeps no modes is told, and nothing is said to be private now", async () => {
    const path = join(await makeFolder("modeless"), "file");
    await writeFile(path, "");
    await chmod(path, 0o755);
    const written = await stat(path);
    for (const earlier of [undefined, written]) {
      expect(await findFileWarnings(path, { earlier, written })).toEqual([
        { code: "file-is-readable", path },
      ]);
    }
  });

  test("threat 30: a folder that everybody may write to is told, sticky or not", async () => {
    const folder = await makeFolder("shared");
    await chmod(folder, 0o1777);
    expect(await warningsFor(join(folder, "file"))).toEqual([{ code: "folder-is-writable", path: folder }]);
  });

  test("threat 30: behind a link the real folder is looked at", async () => {
    const folder = await makeFolder("linked");
    await chmod(folder, 0o777);
    await symlink(folder, join(root, "link"));
    expect(await warningsFor(join(root, "link", "file"))).toEqual([
      { code: "folder-is-writable", path: folder },
    ]);
  });
}

// Only root can give a folder away.
if (process.getuid?.() === 0) {
  test("threat 30: a folder of another user is told", async () => {
    const folder = await makeFolder("foreign");
    await chown(folder, 65534, 65534);
    expect(await warningsFor(join(folder, "file"))).toEqual([
      { code: "folder-of-another-user", path: folder },
    ]);
  });
}

test("threat 32: a Desktop that leads into a synchronised folder is told", async () => {
  const folder = await makeFolder(join("OneDrive - Example", "Desktop"));
  await symlink(folder, join(root, "Desktop"), "junction");
  expect(await warningsFor(join(root, "Desktop", "file"))).toEqual([
    { code: "synchronised-folder", path: folder, service: "OneDrive" },
  ]);
});

test.each([
  ["OneDrive", "Users/a/OneDrive/Bureau"],
  ["OneDrive", "Users/a/Library/CloudStorage/OneDrive-Personal/Desktop"],
  ["Dropbox", "home/a/Dropbox"],
  ["Dropbox", "home/a/Dropbox (Example)/x"],
  ["iCloud Drive", "Users/a/Library/Mobile Documents/com~apple~CloudDocs"],
  ["iCloud Drive", "Users/a/iCloudDrive/x"],
  ["Google Drive", "Users/a/Library/CloudStorage/GoogleDrive-a@example.com/My Drive"],
  ["Google Drive", "Users/a/Google Drive/x"],
  [undefined, "home/a/OneDriver/MyDropbox"],
  [undefined, "home/a/Desktop"],
])("threat 32: %s is seen in %s", (service, path) => {
  expect(findCloud(join(...path.split("/")))).toBe(service);
});

test("threat 64: a git work tree is told, however deep in it", async () => {
  const workTree = await makeFolder("repository");
  await mkdir(join(workTree, ".git"));
  const folder = await makeFolder(join("repository", "a", "b"));
  expect(await warningsFor(join(folder, "file"))).toEqual([{ code: "git-work-tree", path: workTree }]);
});

test("threat 64: a linked work tree, whose .git is a file, is told", async () => {
  const workTree = await makeFolder("linked-work-tree");
  await writeFile(join(workTree, ".git"), "gitdir: elsewhere\n");
  expect(await warningsFor(join(workTree, "file"))).toEqual([{ code: "git-work-tree", path: workTree }]);
});
