import { mkdirSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { countSecrets } from "@nowtoken/contract";
import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "./fixtures/run-command.ts";
import { allow, cleanUp, makeHome, makeInstance } from "./home.ts";
import { authorizationUrl } from "./nowtoken.ts";

afterAll(cleanUp);

describe.concurrent("what is wrong with the command line ends with 2 and a sentence that repeats nothing:", () => {
  test.each([
    ["nothing given", ["login"], "Instance must be given. Client id must be given."],
    ["an unknown command", ["logn", "hunter2hunter2"], "did you mean login?"],
    ["a word too many", ["refresh", "hunter2hunter2"], "There is an argument too many."],
    ["a word too few", ["profile", "rename", "hunter2hunter2"], "The argument TO is missing."],
    ["an unknown flag", ["login", "--clientid=hunter2hunter2"], "did you mean --client-id?"],
    ["a mode that there is not", ["login", "--mode", "hunter2hunter2"], "--mode must be"],
    ["a redirected URL as argument", ["exchange", "https://dev1/?code=hunter2hunter2"], "never an argument"],
    [
      "standard output claimed twice",
      ["login", "dev1", "--client-id=x", "--out=-", "--json"],
      "one thing at a time",
    ],
  ])("%s", async (_, words, sentence) => {
    const { environment } = await makeHome();
    const run = await runCommand(words, { environment });
    expect(run.exitCode).toBe(2);
    expect((run.stdout + run.stderr).replace(/\s+/g, " ")).toContain(sentence);
    expect(run.stdout + run.stderr).not.toContain("hunter2");
  });
});

test("with --json a failure is one document on standard output, and nothing else there", async () => {
  const { environment } = await makeHome();
  const run = await runCommand(["login", "--json"], { environment });
  expect(JSON.parse(run.stdout)).toEqual({
    error: {
      code: "CONFIG_INVALID",
      message: expect.any(String),
      details: {
        problems: [
          expect.objectContaining({ setting: "instance" }),
          expect.objectContaining({ setting: "clientId" }),
        ],
      },
      fix: [expect.stringContaining("NOWTOKEN_INSTANCE"), expect.stringContaining("client_id")],
    },
  });
});

test("NOWTOKEN_JSON asks for that document too", async () => {
  const { environment } = await makeHome();
  const run = await runCommand(["login"], { environment: { ...environment, NOWTOKEN_JSON: "yes" } });
  expect(JSON.parse(run.stdout).error.code).toBe("CONFIG_INVALID");
});

test("a variable of a flag that says neither yes nor no is refused by its name", async () => {
  const { environment } = await makeHome();
  const run = await runCommand(["login"], { environment: { ...environment, NOWTOKEN_NO_INPUT: "hunter2" } });
  expect([run.exitCode, run.stderr]).toEqual([2, expect.stringContaining("NOWTOKEN_NO_INPUT must be 1")]);
  expect(run.stderr).not.toContain("hunter2");
});

test("tokens that were issued before the file became unwritable go to a rescue file that the message names", async () => {
  const home = await makeHome();
  const { server, settings } = await makeInstance({
    behaviour: {
      tokenAnswer: (answer) => {
        mkdirSync(home.file);
        return answer;
      },
    },
  });
  const run = await runCommand(["login", "--no-open", "--no-input"], {
    environment: { ...home.environment, ...settings, NOWTOKEN_STATE_DIR: join(home.folder, "state") },
    meanwhile: async ({ process, waitFor }) => {
      process.stdin.end(await allow(server, (await waitFor(authorizationUrl)) ?? ""));
    },
  });
  expect(run.exitCode).toBe(6);
  const path = /(?<=are in )\S+(?=\.)/.exec(run.stderr.replace(/\n/g, " "))?.[0] ?? "";
  const rescued = await readFile(path, "utf8");
  expect(rescued).toMatch(/^Auth code: \S+\nAccess token: \S+\nRefresh token: \S+\n$/);
  expect((await stat(path)).mode & 0o777).toBe(process.platform === "win32" ? 0o666 : 0o600);
  expect(countSecrets(run.stderr, rescued.match(/(?<=: )\S+/g) ?? [])).toBe(0);
  expect((await readdir(home.folder)).toSorted()).toEqual(["credentials.txt", "state"]);
});
