import { readdir, truncate } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { cleanUp, makeHome } from "./home.ts";
import { nowtoken } from "./nowtoken.ts";

afterAll(cleanUp);

test("compiled code is kept in Node.js's own place by the name of the command, and no other word of it", async () => {
  const { folder, environment } = await makeHome();
  const variables = { ...environment, NODE_COMPILE_CACHE: join(folder, "cache") };
  const kept = async () =>
    (await readdir(join(folder, "cache"), { recursive: true, withFileTypes: true }))
      .filter(({ name }) => name.startsWith("nowtoken-"))
      .map(({ parentPath, name }) => join(parentPath, name));
  const run = async (...words: string[]) => (await nowtoken(words, { environment: variables })).exitCode;

  expect([await run("explain", "--help"), await run("hunter")]).toEqual([0, 2]);
  const [path = "", ...others] = await kept();
  expect([path, others]).toEqual([expect.stringMatching(/nowtoken-[0-9a-f]{16}-explain\.bin$/), []]);
  await truncate(path, 1000);
  expect(await run("explain", "--help")).toBe(0);
});
