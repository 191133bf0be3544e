import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createEffects, createTokenSource } from "@nowtoken/core";
import { expect, test } from "vitest";
import { keepLogin } from "./kept-practice.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** What this process holds, as far as it should stay the same. */
async function holdings() {
  collectGarbage();
  return {
    descriptors: await readdir("/proc/self/fd").then(
      ({ length }) => length,
      () => 0,
    ),
    megabytes: process.memoryUsage().heapUsed / 2 ** 20,
  };
}

test("fault 54: a thousand refreshes in a row all succeed, and leave nothing open, in memory or on the disk", async () => {
  const root = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
  const { instance, store, stateFolder, close } = await keepLogin(root, {
    behaviour: { rotation: "rotate" },
  });
  const source = createTokenSource({ profile: "default", store, effects: createEffects() });
  const tokens = new Set<string>();
  const refresh = async (times: number) => {
    for (let count = 0; count < times; count += 1)
      tokens.add((await source.getAccessToken({ refresh: "always" })).accessToken);
  };
  await refresh(100);
  const before = await holdings();
  await refresh(900);
  const after = await holdings();
  expect(tokens.size).toBe(1000);
  expect(instance.countRequests("POST /oauth_token.do refresh_token")).toBe(1000);
  // What earlier tests of this process left may be closed meanwhile.
  expect(after.descriptors).toBeLessThanOrEqual(before.descriptors);
  // The instance keeps its log and the tokens themselves.
  expect(after.megabytes - before.megabytes).toBeLessThan(4);
  expect(await readdir(join(stateFolder, "profiles"))).toEqual(["default.json"]);
  expect(await readdir(join(stateFolder, "locks"))).toEqual(["default.lock", "default.lock.pid"]);
  await close();
  await rm(root, { recursive: true });
});
