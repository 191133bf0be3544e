import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { AuthError } from "../errors.ts";
import { describeAttempt } from "./describe-attempt.ts";
import { explainLastFailure, keepLastFailure, readLastFailure, toLastFailure } from "./last-failure.ts";

const root = await mkdtemp(join(tmpdir(), "nowtoken-failure-"));
afterAll(() => rm(root, { recursive: true }));

const told = { at: "2026-11-26T00:00:00.000Z", command: "login", message: "The instance refused." };
const settings = { clientId: "id", clientSecret: "••••••••••", clientAuth: "body", scopes: [] } as const;
const refused = new AuthError("TOKEN_REQUEST_REJECTED", "", {
  status: 401,
  error: "server_error",
  scopes: [],
  attempt: describeAttempt(settings, { request: "authorization-code" }),
});

test("a kept failure is explained as it was when it happened", async () => {
  const folder = join(root, "state");
  await keepLastFailure(folder, { ...told, ...toLastFailure(refused) });
  const kept = await readLastFailure(folder);
  expect(kept).toMatchObject({ ...told, code: "TOKEN_REQUEST_REJECTED", entry: "refused-exchange" });
  expect(kept && explainLastFailure(kept).causes[0]).toMatchObject({
    id: "secret-masked",
    certainty: "certain",
  });
  expect(await readFile(join(folder, "last-failure.json"), "utf8")).not.toContain("••");
});

test.skipIf(process.platform === "win32")("it is one file of one's own", async () => {
  const folder = join(root, "own");
  await keepLastFailure(folder, { ...told, ...toLastFailure(refused) });
  await keepLastFailure(folder, { ...told, ...toLastFailure(refused) });
  expect(await readdir(folder)).toEqual(["last-failure.json"]);
  expect((await stat(join(folder, "last-failure.json"))).mode & 0o777).toBe(0o600);
});

test.each([
  ["nothing", undefined],
  ["no JSON", "{"],
  ["another version", JSON.stringify({ version: 2 })],
  [
    "facts of another shape",
    JSON.stringify({ version: 1, ...told, code: "X", details: {}, attempt: { secret: "hunter2" } }),
  ],
])("%s is no failure", async (name, content) => {
  const folder = await mkdtemp(join(root, "x"));
  if (content !== undefined) await writeFile(join(folder, "last-failure.json"), content);
  expect(await readLastFailure(folder), name).toBeUndefined();
});

test("an entry that the dictionary does not have is not known", () => {
  expect(explainLastFailure({ ...told, code: "X", details: {}, entry: "of-a-later-version" })).toMatchObject({
    failures: [],
    causes: [],
  });
});
