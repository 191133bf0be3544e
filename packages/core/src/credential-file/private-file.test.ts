import { mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { writePrivateFile } from "./private-file.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

test("a file is written, and written again, with nothing beside it", async () => {
  const path = join(root, "again", "file");
  await writePrivateFile(path, "a longer text");
  await writePrivateFile(path, "text");
  expect(await readFile(path, "utf8")).toBe("text");
  expect(await readdir(join(root, "again"))).toEqual(["file"]);
});

test("a write that fails leaves nothing beside, and throws the system's error", async () => {
  await mkdir(join(root, "taken", "file"), { recursive: true });
  await expect(writePrivateFile(join(root, "taken", "file"), "text")).rejects.toHaveProperty("syscall");
  expect(await readdir(join(root, "taken"))).toEqual(["file"]);
});

if (process.platform !== "win32") {
  test("threat 26: the file and every folder that was made are for their owner alone", async () => {
    await writePrivateFile(join(root, "a", "b", "file"), "text");
    expect(await modeOf(join(root, "a"))).toBe(0o700);
    expect(await modeOf(join(root, "a", "b"))).toBe(0o700);
    expect(await modeOf(join(root, "a", "b", "file"))).toBe(0o600);
  });

  test("threat 27: a strict umask does not lock us out of any folder that was made", async () => {
    const before = process.umask(0o777);
    await writePrivateFile(join(root, "strict", "deep", "file"), "text").finally(() => process.umask(before));
    expect(await modeOf(join(root, "strict"))).toBe(0o700);
    expect(await modeOf(join(root, "strict", "deep"))).toBe(0o700);
  });
}
