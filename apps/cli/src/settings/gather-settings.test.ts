import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { adviseOn, isAuthError, type Settings } from "@nowtoken/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEnvironment } from "../environment.ts";
import { collectSettings, completeSettings, type SettingsFlags } from "./gather-settings.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nowtoken-settings-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Given {
  readonly flags?: Partial<SettingsFlags>;
  readonly instance?: string;
  readonly variables?: NodeJS.ProcessEnv;
  readonly stdinTaken?: boolean;
}

async function gather({ flags, instance, variables = {}, stdinTaken = false }: Given): Promise<Settings> {
  const none = { "client-secret-stdin": false, "no-scope": false, "no-save": false };
  const raw = await collectSettings({
    flags: { ...none, ...flags },
    instance,
    environment: readEnvironment(variables),
    stdinTaken: () => stdinTaken,
  });
  return completeSettings(raw, undefined);
}

const client = { instance: "dev1", "client-id": "x" };

async function refusal(given: Given): Promise<string> {
  const error = await gather(given).catch((reason: unknown) => reason);
  if (!isAuthError(error, "CONFIG_INVALID")) throw new Error("expected settings that are refused");
  const { message, fix } = adviseOn(error);
  return [message, ...fix].join(" ");
}

describe("flags win over the environment, and that over the settings file:", () => {
  const file = () => join(folder, "settings.json");
  beforeAll(() => writeFile(file(), '{"instance":"file","clientId":"file","format":"json","wait":"1m"}'));

  test("each setting by itself", async () => {
    const variables = { NOWTOKEN_CONFIG: file(), NOWTOKEN_CLIENT_ID: "variable", NOWTOKEN_FORMAT: "env" };
    const settings = await gather({ flags: { format: "text" }, variables });
    expect(settings).toMatchObject({
      instanceUrl: "https://file.service-now.com",
      clientId: "variable",
      format: "text",
      waitMs: 60_000,
    });
  });

  test("an instance hides an instance URL below it", async () => {
    const variables = { NOWTOKEN_INSTANCE_URL: "https://elsewhere.example", NOWTOKEN_CLIENT_ID: "x" };
    expect((await gather({ instance: "dev2", variables })).instanceUrl).toBe("https://dev2.service-now.com");
  });

  test("--no-scope asks for none", async () => {
    const variables = { NOWTOKEN_SCOPE: "openid email" };
    expect((await gather({ flags: { ...client, "no-scope": true }, variables })).scopes).toEqual([]);
  });

  test("NOWTOKEN_NO_SCOPE asks for none, unless --scope says which", async () => {
    const variables = { NOWTOKEN_NO_SCOPE: "on" };
    expect((await gather({ flags: client, variables })).scopes).toEqual([]);
    const flags = { ...client, scope: ["openid"] };
    expect((await gather({ flags, variables })).scopes).toEqual(["openid"]);
  });

  test("a secret file hides NOWTOKEN_CLIENT_SECRET_STDIN", async () => {
    const path = join(folder, "hiding");
    await writeFile(path, "from the file");
    const variables = { NOWTOKEN_CLIENT_SECRET_STDIN: "1" };
    const flags = { ...client, "client-secret-file": path };
    expect((await gather({ flags, variables, stdinTaken: true })).clientSecret).toBe("from the file");
  });
});

test("a secret file gives its first line, and wins over the variable", async () => {
  const path = join(folder, "secret");
  await writeFile(path, "from the file\n");
  const variables = { NOWTOKEN_CLIENT_SECRET: "from the variable" };
  const settings = await gather({ flags: { ...client, "client-secret-file": path }, variables });
  expect(settings.clientSecret).toBe("from the file");
});

test("a login may have a profile, and say that nothing is kept", async () => {
  const flags = { ...client, profile: "work", "no-save": true };
  const variables = { NOWTOKEN_STORE: "keychain" };
  expect(await gather({ flags, variables })).toMatchObject({ profile: "work", store: "none" });
});

describe("settings that are wrong are refused in their own words:", () => {
  test.each<[string, Given, RegExp]>([
    [
      "nothing given",
      {},
      /Instance must be given\. Client id must be given\..*NOWTOKEN_INSTANCE\b.*client_id in a settings file/,
    ],
    [
      "instance and token URL of two hosts",
      { flags: { ...client, "instance-url": "https://dev2.service-now.com" } },
      /dev1\.service-now\.com.*dev2\.service-now\.com/,
    ],
    [
      "a redirect URI with a fragment",
      { flags: { ...client, "redirect-uri": "https://dev1.service-now.com/x#y" } },
      /Redirect URI must not have a fragment/,
    ],
    ["a scope with a comma", { flags: { ...client, scope: ["openid,email"] } }, /not by commas/],
    ["scopes and none", { flags: { ...client, scope: ["openid"], "no-scope": true } }, /exclude each other/],
    [
      "two claims on standard input",
      { flags: { ...client, "client-secret-stdin": true }, stdinTaken: true },
      /one thing at a time/,
    ],
    [
      "two sources of the secret",
      { flags: { ...client, "client-secret-stdin": true, "client-secret-file": "x" } },
      /exclude each other/,
    ],
    [
      "a secret file that is not there",
      { flags: { ...client, "client-secret-file": "/nonexistent" } },
      /cannot be read/,
    ],
    [
      "a secret file without a secret",
      { flags: { ...client, "client-secret-file": devNull } },
      /Client secret from --client-secret-file must not be empty/,
    ],
    [
      "an instance as argument and as flag",
      { flags: client, instance: "dev2" },
      /Instance must be given as the argument or as --instance, not both/,
    ],
    [
      "a variable that says neither yes nor no",
      { flags: client, variables: { NOWTOKEN_NO_SCOPE: "perhaps" } },
      /NOWTOKEN_NO_SCOPE must be 1, true/,
    ],
    ["a store that is none", { flags: { ...client, store: "cloud" } }, /Store must be "keychain"/],
    [
      "a store and none",
      { flags: { ...client, store: "none", "no-save": true } },
      /--store and --no-save exclude each other/,
    ],
    ["a timeout that is no number", { flags: { ...client, timeout: "soon" } }, /Timeout must be seconds/],
  ])("%s", async (_, given, sentence) => {
    expect(await refusal(given)).toMatch(sentence);
  });

  test.each([
    [
      "the guide's template as it is",
      "template.txt",
      `client_secret = 'Zx91LmPqA3JvYwS7D9FhK2C4X8R0bE' instance = 'dev12345' client_id = 'x'`,
      /sample of the guide/,
    ],
    ["left-over placeholders", "left.txt", "instance = '{instance_name}'\nclient_id = 'x'", /placeholder/],
    ["an unknown key", "settings.json", '{"instance":"dev1","clientIdd":"x"}', /did you mean clientId\?/],
    ["broken JSON", "broken.json", '{\n  "instance": "dev1",\n  "clientId": }', /line 3, column 15/],
    ["a settings file that is code", "settings.py", "import requests\n", /read as data.*line 1/],
  ])("%s", async (_, name, text, sentence) => {
    const path = join(folder, name);
    await writeFile(path, text);
    const told = await refusal({ flags: { config: path } });
    expect(told).toMatch(sentence);
    expect(told).not.toContain("Zx91LmPqA3JvYwS7D9FhK2C4X8R0bE");
  });
});
