import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createPrivateFile, openTemporaryFile, retryWhileBusy } from "./temporary-file.ts";

const folder = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(folder, { recursive: true }));

const systemError = (code: string): Error => Object.assign(new Error(code), { code, errno: -1 });

if (process.platform !== "win32") {
  test("threat 29: a link at the temporary name is neither followed nor replaced", async () => {
    const [link, victim] = [join(folder, "link"), join(folder, "victim")];
    await writeFile(victim, "mine");
    await symlink(victim, link);
    expect(() => createPrivateFile(link)).toThrow("EEXIST");
    expect(await readFile(victim, "utf8")).toBe("mine");
  });

  test("threat 29: a link to nowhere at the temporary name makes no file there", async () => {
    const link = join(folder, "dangling");
    await symlink(join(folder, "nowhere"), link);
    expect(() => createPrivateFile(link)).toThrow("EEXIST");
    await expect(readFile(join(folder, "nowhere"))).rejects.toMatchObject({ code: "ENOENT" });
  });
}

test("threat 29: a file at the temporary name is not reused", async () => {
  const path = join(folder, "file");
  await writeFile(path, "mine");
  expect(() => createPrivateFile(path)).toThrow("EEXIST");
});

test("threat 65: a file that can be neither moved nor removed is emptied", async () => {
  const [here, elsewhere] = [join(folder, "here"), join(folder, "elsewhere")];
  await mkdir(here);
  const temporary = await openTemporaryFile(here);
  temporary.fill(Buffer.from("secret"));
  await rename(here, elsewhere);
  await expect(temporary.moveTo(join(here, "file"))).rejects.toMatchObject({ code: "ENOENT" });
  temporary.discard();
  const [left = ""] = await readdir(elsewhere);
  expect(await readFile(join(elsewhere, left), "utf8")).toBe("");
});

test.each(["EPERM", "EACCES", "EBUSY"])("on Windows %s is tried again", async (code) => {
  let attempts = 0;
  const rename = async () => {
    attempts += 1;
    if (attempts < 2) throw systemError(code);
  };
  await retryWhileBusy(rename, "win32");
  expect(attempts).toBe(2);
});

test.each([
  ["win32", "ENOSPC"],
  ["linux", "EACCES"],
] as const)("on %s %s is not tried again", async (platform, code) => {
  let attempts = 0;
  const rename = async () => {
    attempts += 1;
    throw systemError(code);
  };
  await expect(retryWhileBusy(rename, platform)).rejects.toMatchObject({ code });
  expect(attempts).toBe(1);
});
