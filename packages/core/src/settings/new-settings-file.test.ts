import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isAuthError } from "../errors.ts";
import { prepareSettingsFile } from "./new-settings-file.ts";
import { readSettingsFile } from "./settings-file.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nowtoken-settings-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const codeOf = (action: Promise<unknown>) =>
  action.then(
    () => undefined,
    (error: unknown) => (isAuthError(error) ? error.code : error),
  );

test("what is written is for its owner alone, and can be read as settings", async () => {
  const path = join(folder, "settings.json");
  const settings = { instanceUrl: "https://dev1.service-now.com", clientId: "x", clientSecret: 'a"b\\c' };
  const file = await prepareSettingsFile(path);
  await file.write(settings);
  expect(await readSettingsFile(path)).toEqual(settings);
  expect((await stat(path)).mode & 0o777).toBe(process.platform === "win32" ? 0o666 : 0o600);
});

test("a file that is there is left alone", async () => {
  const path = join(folder, "earlier.json");
  await writeFile(path, "{}");
  expect(await codeOf(prepareSettingsFile(path))).toBe("CONFIG_INVALID");
  expect(await readFile(path, "utf8")).toBe("{}");
});

test("a folder that is missing is told before anything is written", async () => {
  expect(await codeOf(prepareSettingsFile(join(folder, "missing", "x.json")))).toBe(
    "CREDENTIAL_FILE_UNWRITABLE",
  );
});
