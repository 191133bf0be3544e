import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { adviseOn } from "../advice/advice.ts";
import { isAuthError } from "../errors.ts";
import { readCredentialFile } from "./credential-file.ts";

const folder = mkdtempSync(join(tmpdir(), "nowtoken-import-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function refusal(path: string): Promise<string> {
  try {
    await readCredentialFile(path);
  } catch (error) {
    if (isAuthError(error, "CONFIG_INVALID")) return adviseOn(error).message;
    throw error;
  }
  throw new Error("it was read");
}

test("a credential file is read with the time at which it was written", async () => {
  const path = write("servicenow_credentials.txt", "Auth code: C\nAccess token: A\nRefresh token: R\n");
  const writtenAt = new Date("2026-03-03T12:00:00Z");
  utimesSync(path, writtenAt, writtenAt);
  expect(await readCredentialFile(path)).toMatchObject({
    login: { from: "text", accessToken: "A", refreshToken: "R" },
    path,
    writtenAt,
  });
});

test("Notepad's UTF-16 is read too", async () => {
  const path = write("utf-16.txt", Buffer.from("\ufeffAccess token: A\r\n", "utf16le"));
  expect((await readCredentialFile(path)).login.accessToken).toBe("A");
});

test("what cannot be read is told with its path, and what is damaged with its line", async () => {
  const missing = join(folder, "missing.txt");
  expect(await refusal(missing)).toBe(`${missing} does not exist.`);
  expect(await refusal(folder)).toBe(`${folder} is a folder.`);
  const damaged = write("damaged.txt", "Auth code: C\nAccess token: A B\n");
  expect(await refusal(damaged)).toBe(
    `Access token must be visible characters without spaces (${damaged}, line 2).`,
  );
  const empty = write("empty.txt", "");
  expect(await refusal(empty)).toBe(`${empty} must hold an access token or a refresh token.`);
  const binary = write("binary.txt", Buffer.from([0x41, 0x00, 0xff]));
  expect(await refusal(binary)).toBe(`${binary} must be text in UTF-8.`);
});
