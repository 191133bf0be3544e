import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { isAuthError } from "../errors.ts";
import { readCredentialFile } from "../import/credential-file.ts";
import { failureOf, givenStore, someLogin } from "./given-store.fixture.ts";
import { saveOrRescue } from "./save-or-rescue.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

const { instanceUrl, clientId } = someLogin().settings;
const login = {
  ...someLogin(),
  credential: { ...someLogin().credential, instanceUrl, clientId, authorizationCode: "" },
};

test("tokens that the store takes are in the profile", async () => {
  const { store } = await givenStore(root);
  const { profile } = await saveOrRescue(store, login);
  expect([profile.name, store.names()]).toEqual([login.name, [login.name]]);
});

test("tokens that it does not take are in a private file, which can be imported", async () => {
  const { store } = await givenStore(root);
  await writeFile(join(store.stateFolder, "profiles"), "");
  const failure = await failureOf(saveOrRescue(store, login));
  if (!isAuthError(failure, "STORE_UNUSABLE")) throw failure;
  const { rescuePath = "", ...details } = failure.details;
  expect(details).toMatchObject({ profile: login.name, reason: "io" });
  expect(rescuePath.startsWith(store.stateFolder)).toBe(true);
  const { accessToken, refreshToken } = login.credential;
  expect((await readCredentialFile(rescuePath)).login).toMatchObject({
    accessToken,
    refreshToken,
    instanceUrl,
  });
  expect(JSON.stringify(failure)).not.toContain(accessToken);
  expect(await readFile(rescuePath, "utf8")).toContain(accessToken);
});
