import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Credential } from "../credential.ts";
import { isAuthError } from "../errors.ts";
import { formatCredential } from "./formats.ts";
import { prepareCredentialFile } from "./prepared-file.ts";
import { commitCredential } from "./rescue.ts";

const credential: Credential = {
  instanceUrl: "https://dev12345.service-now.com",
  clientId: "id",
  scopes: [],
  authorizationCode: "code-secret",
  accessToken: "access-secret",
  refreshToken: "refresh-secret",
  expiresAt: undefined,
};
const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

/** A prepared file whose place is taken by a directory after the code is spent. */
async function makeFailure() {
  const folder = await mkdtemp(join(root, "run-"));
  const path = join(folder, "file");
  const prepared = await prepareCredentialFile(path);
  await mkdir(path);
  return { prepared, stateFolder: join(folder, "state", "nowtoken") };
}

async function failureOf(action: Promise<unknown>) {
  const error = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isAuthError(error, "CREDENTIAL_FILE_UNWRITABLE")) throw error;
  expect(JSON.stringify([error, error.stack])).not.toContain("-secret");
  return error;
}

test("a credential whose file works is written there, and every warning comes back", async () => {
  const folder = await mkdtemp(join(root, "run-"));
  const path = join(folder, "file");
  await writeFile(path, "Refresh token: old\n");
  const prepared = await prepareCredentialFile(path);
  const stateFolder = join(folder, "state");
  const without = { ...credential, refreshToken: undefined };
  const warnings = await commitCredential(prepared, without, { format: "env", stateFolder });
  expect(warnings).toEqual([
    ...prepared.warnings,
    { code: "previous-kept", path: `${prepared.path}.previous` },
  ]);
  expect(await readFile(path, "utf8")).toBe(formatCredential(without, "env"));
  await expect(stat(stateFolder)).rejects.toThrow("ENOENT");
});

test.each([
  ["text", ".txt"],
  ["json", ".json"],
  ["env", ".env"],
] as const)(
  "fault 12: tokens whose file failed are rescued as %s, for their owner alone",
  async (format, extension) => {
    const { prepared, stateFolder } = await makeFailure();
    const { details } = await failureOf(commitCredential(prepared, credential, { format, stateFolder }));
    expect(details).toMatchObject({ path: prepared.path, reason: "directory" });
    const { rescuePath = "" } = details;
    expect(dirname(rescuePath)).toBe(stateFolder);
    expect(rescuePath.endsWith(extension)).toBe(true);
    expect(await readFile(rescuePath, "utf8")).toBe(formatCredential(credential, format));
    expect(await readdir(stateFolder)).toHaveLength(1);
    if (process.platform !== "win32") {
      expect((await stat(rescuePath)).mode & 0o777).toBe(0o600);
      expect((await stat(stateFolder)).mode & 0o777).toBe(0o700);
    }
  },
);

test("tokens that an env file cannot quote are rescued as JSON", async () => {
  const folder = await mkdtemp(join(root, "run-"));
  const prepared = await prepareCredentialFile(join(folder, ".env"));
  const hostile = { ...credential, accessToken: "x-secret#'\"`$" };
  const { details } = await failureOf(
    commitCredential(prepared, hostile, { format: "env", stateFolder: join(folder, "state") }),
  );
  const { rescuePath = "" } = details;
  expect([details.reason, rescuePath.slice(-5)]).toEqual(["unquotable", ".json"]);
  expect(await readFile(rescuePath, "utf8")).toBe(formatCredential(hostile, "json"));
});

test("two rescues do not overwrite each other", async () => {
  const [first, second] = [await makeFailure(), await makeFailure()];
  const options = { format: "text", stateFolder: first.stateFolder } as const;
  await failureOf(commitCredential(first.prepared, credential, options));
  await failureOf(commitCredential(second.prepared, credential, options));
  expect(await readdir(first.stateFolder)).toHaveLength(2);
});

test("when the rescue fails too, the error says that the tokens are lost", async () => {
  const { prepared, stateFolder } = await makeFailure();
  await writeFile(dirname(stateFolder), "in the way");
  const { details } = await failureOf(
    commitCredential(prepared, credential, { format: "text", stateFolder }),
  );
  expect(details).toEqual({ path: prepared.path, reason: "directory", rescueFailed: true });
});
