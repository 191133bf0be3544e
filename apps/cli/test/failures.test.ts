import { mkdirSync } from "node:fs";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { countSecrets } from "@nowtoken/contract";
import { afterAll, describe, expect, test } from "vitest";
import { allow, cleanUp, makeHome, makeInstance } from "./home.ts";
import { authorizationUrl, nowtoken } from "./nowtoken.ts";

afterAll(cleanUp);

const client = ["dev1", "--client-id", "x"];
const template = `redirect_uri = 'https://{instance_name}.service-now.com/oauth_redirect.do' client_id = '6f9d3c8e0a0a4b7fb2c9e4a1b3c12345' client_secret = 'Zx91LmPqA3JvYwS7D9FhK2C4X8R0bE' instance = 'dev12345' token_url = f"https://<instance-name>.service-now.com"`;

describe.concurrent("settings that are wrong end with 2 and their own sentence:", () => {
  test.each([
    [
      "nothing given: instance and client id are named at once",
      [],
      /instance must be given.*client id must be given/is,
    ],
    [
      "instance and token URL of two hosts",
      [...client, "--instance-url", "https://dev2.service-now.com"],
      /dev1\.service-now\.com.*dev2\.service-now\.com/s,
    ],
    [
      "a redirect URI with a fragment",
      [...client, "--redirect-uri", "https://dev1.service-now.com/x#y"],
      /redirect URI must not have a fragment/i,
    ],
    ["a scope with a comma", [...client, "--scope", "openid,email"], /not by commas/],
    [
      "two claims on standard input",
      [...client, "--client-secret-stdin"],
      /standard input serves one thing/i,
    ],
    ["a mode that there is not", [...client, "--mode", "telepathy"], /--mode must be/],
    [
      "standard output claimed twice",
      [...client, "--out", "-", "--json"],
      /standard output serves one thing/i,
    ],
    ["an instance as argument and as flag", [...client, "--instance", "dev2"], /not both/],
    ["a timeout that is no number", [...client, "--timeout", "soon"], /timeout must be/i],
  ])("%s", async (_, words, sentence) => {
    const { environment } = await makeHome();
    const run = await nowtoken(["login", "--no-input", ...words], { environment });
    expect(run.exitCode).toBe(2);
    const told = words.includes("--json") ? JSON.parse(run.stdout).error.message : run.stderr;
    expect(told.replace(/\s+/g, " ")).toMatch(sentence);
  });

  test.each([
    ["the guide's template as it is", "template.txt", template, /sample of the guide/],
    ["an unknown key", "settings.json", '{"instance":"dev1","clientIdd":"x"}', /did you mean clientId\?/],
    ["broken JSON", "settings.json", '{\n  "instance": "dev1",\n  "clientId": }', /line 3, column 15/],
    ["a settings file that is code", "settings.py", "import requests\n", /read as data.*line 1/],
  ])("%s", async (_, name, text, sentence) => {
    const { environment, folder } = await makeHome();
    await writeFile(join(folder, name), text);
    const run = await nowtoken(["login", "--config", join(folder, name)], { environment });
    expect(run.exitCode).toBe(2);
    expect(run.stderr.replace(/\s+/g, " ")).toMatch(sentence);
    expect(run.stderr).not.toContain("Zx91LmPqA3JvYwS7D9FhK2C4X8R0bE");
  });
});

describe.concurrent("usage errors suggest the nearest, and repeat nothing of what was typed:", () => {
  test.each([
    ["a command", ["logn", "hunter2hunter2"], "did you mean login?"],
    ["a flag", ["login", "--clientid=hunter2hunter2"], "did you mean --client-id?"],
    [
      "a secret given by value",
      ["login", "--client-secret", "hunter2hunter2"],
      "did you mean --client-secret-file?",
    ],
    ["an argument too many", ["login", "dev1", "hunter2hunter2"], "There is an argument too many"],
    ["a redirected URL as argument", ["exchange", "https://dev1/?code=hunter2hunter2"], "never an argument"],
    ["a flag without its value", ["login", "--client-id"], "--client-id needs a value"],
  ])("%s", async (_, words, sentence) => {
    const { environment } = await makeHome();
    const run = await nowtoken(words, { environment });
    expect([run.exitCode, run.stdout]).toEqual([2, ""]);
    expect(run.stderr.replace(/\s+/g, " ")).toContain(sentence);
    expect(run.stderr).not.toContain("hunter2");
  });
});

test("with --json a failure is one document on standard output, and nothing else there", async () => {
  const { environment } = await makeHome();
  const run = await nowtoken(["login", "--json"], { environment });
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
  const run = await nowtoken(["login", "--no-open", "--no-input"], {
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
