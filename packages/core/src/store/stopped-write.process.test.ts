import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { bundleProgram } from "../../../../tools/bundle-program.ts";
import { answering, tokens } from "../token-source/answering.fixture.ts";
import { createTokenSource } from "../token-source/token-source.ts";
import { givenLogin, vaultKey } from "./given-store.fixture.ts";
import { createProfileStore } from "./profile-store.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(root, { recursive: true }));

/** What a killed run left as the refresh token, after another run a quarter of an hour later, which leaves no rest. */
async function readOutcome(stateFolder: string): Promise<string | undefined> {
  const store = createProfileStore({ stateFolder, environment: { NOWTOKEN_VAULT_KEY: vaultKey } });
  const left = await store.open("default");
  const profiles = join(stateFolder, "profiles");
  const then = new Date(Date.now() - 15 * 60_000);
  for (const name of await readdir(profiles)) await utimes(join(profiles, name), then, then);
  const { effects, requests } = answering([tokens({ refresh_token: "third-refresh" })]);
  await createTokenSource({ store, profile: "default", effects }).getAccessToken({ refresh: "always" });
  expect(requests[0]?.["refresh_token"]).toBe(left?.secrets.refreshToken);
  expect((await store.open("default"))?.secrets.refreshToken).toBe("third-refresh");
  expect(await readdir(profiles)).toEqual(["default.json"]);
  return left?.secrets.refreshToken;
}

test("fault 9: kill -9 at any step of a refresh leaves the old profile or the new, and the next run goes on", async () => {
  const { stateFolder } = await givenLogin(root);
  const copies = await mkdtemp(join(root, "copies-"));
  const program = await bundleProgram(join(import.meta.dirname, "stopped-write.fixture.ts"));
  const killed = promisify(execFile)(process.execPath, [program, stateFolder, copies]);
  await expect(killed).rejects.toMatchObject({ signal: "SIGKILL" });
  const steps = await readdir(copies);
  expect(steps.length).toBeGreaterThan(15);
  const outcomes = await Promise.all(steps.map((step) => readOutcome(join(copies, step))));
  expect(new Set(outcomes)).toEqual(new Set(["first-refresh", "second-refresh"]));
});
