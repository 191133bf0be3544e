import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runLogin } from "./run-login.ts";

const folder = await mkdtemp(join(tmpdir(), "nowtoken-test-"));
afterAll(() => rm(folder, { recursive: true }));

/** A login that prints its URL, says its number, and waits for an answer for ever. */
const executable = join(folder, "login.mjs");
await writeFile(
  executable,
  `import { writeFileSync } from "node:fs";
  writeFileSync(process.env.NUMBER_FILE, String(process.pid));
  console.error("Open https://dev1.example/oauth_auth.do?a=b now");
  setInterval(() => {}, 1000);`,
);

/** Runs that login, and asserts that its process is gone afterwards, whatever became of it. */
async function run(name: string, signal: AbortSignal, visit: (url: string) => Promise<string>) {
  const file = join(folder, name);
  const environment = { ...process.env, NUMBER_FILE: file };
  try {
    return await runLogin({ environment, executable, signal, visit });
  } finally {
    const number = Number(await readFile(file, "utf8"));
    expect(() => process.kill(number, 0)).toThrow("ESRCH");
  }
}

test("a person who gets no further ends the login too, with the person's own words", async () => {
  const visit = async (url: string) => {
    throw new Error(`stopped at ${url}`);
  };
  await expect(run("failing", new AbortController().signal, visit)).rejects.toThrow(
    "stopped at https://dev1.example/oauth_auth.do?a=b",
  );
});

test("an abort ends the login at once, with its reason", async () => {
  const controller = new AbortController();
  const visit = async () => {
    controller.abort(new Error("the reason"));
    await once(controller.signal, "never");
    return "";
  };
  await expect(run("aborted", controller.signal, visit)).rejects.toThrow("the reason");
});
