import { describe, expect, test } from "vitest";
import { type AuthError, isAuthError } from "../errors.ts";
import { checkSetting, isSettingKey, settingFields } from "./fields.ts";
import { mergeSettings } from "./merge-settings.ts";
import { fileNames, settingNames } from "./names.ts";
import { parseSettings } from "./settings.ts";

const least = { instance: "dev1", clientId: "abc" };

function refusal(input: unknown): AuthError<"CONFIG_INVALID"> {
  try {
    parseSettings(input);
  } catch (error) {
    if (isAuthError(error, "CONFIG_INVALID")) return error;
    throw error;
  }
  throw new Error("accepted");
}

test("instance and client id are enough", () => {
  expect(parseSettings(least)).toEqual({
    instanceUrl: "https://dev1.service-now.com",
    clientId: "abc",
    clientSecret: undefined,
    clientAuth: "body",
    redirectUri: "https://dev1.service-now.com/oauth_redirect.do",
    scopes: ["useraccount", "openid", "profile", "email", "offline_access"],
    out: undefined,
    format: "text",
    timeoutSeconds: 30,
    waitMs: 300_000,
    caFile: undefined,
    profile: undefined,
    refreshLifespanSeconds: undefined,
    store: undefined,
  });
});

test("every setting can be given", () => {
  const settings = parseSettings({
    instanceUrl: "http://127.0.0.1:8080/oauth_token.do",
    clientId: "abc",
    clientSecret: "s3cret",
    clientAuth: "basic",
    redirectUri: "https://dev12345.service-now.com/oauth_redirect.do",
    scopes: [],
    out: "-",
    format: "env",
    timeout: 0.5,
    wait: "90s",
    caFile: " ca file.pem",
    profile: "team-1.test_x",
    store: "none",
  });
  expect(settings).toEqual({
    instanceUrl: "http://127.0.0.1:8080",
    clientId: "abc",
    clientSecret: "s3cret",
    clientAuth: "basic",
    redirectUri: "https://dev12345.service-now.com/oauth_redirect.do",
    scopes: [],
    out: "-",
    format: "env",
    timeoutSeconds: 0.5,
    waitMs: 90_000,
    caFile: " ca file.pem",
    profile: "team-1.test_x",
    store: "none",
  });
});

test("what is needed and missing is named at once", () => {
  for (const input of [{}, { instance: undefined }, { instance: " ", clientId: "", instanceUrl: "\u00a0" }]) {
    expect(refusal(input).details.problems).toEqual([
      { setting: "instance", kind: "missing", message: "must be given" },
      { setting: "clientId", kind: "missing", message: "must be given" },
    ]);
  }
});

test("every problem is reported at once, and no value is repeated", () => {
  const error = refusal({
    instance: "a@secret.example",
    clientSecret: "secret\nsecret",
    clientAuth: "secret",
    redirectUri: "ftp://secret",
    scopes: "secret,secret",
    out: "",
    format: "secret",
    timeout: "secret",
    wait: "secret",
    caFile: "secret\0",
    profile: "../secret",
    store: "secret",
    secret: "secret",
  });
  expect(error.details.problems.map(({ kind, setting }) => `${kind} ${setting}`).sort()).toEqual(
    [
      "missing clientId",
      "unknown undefined",
      ..."instance clientSecret clientAuth redirectUri scopes out format timeout wait caFile profile store"
        .split(" ")
        .map((setting) => `invalid ${setting}`),
    ].sort(),
  );
  expect(error.message).not.toMatch(/(?<!client )secret(?!:)/u);
  expect(error.message).toContain("clientId: must be given; ");
});

test.each([
  [{ ...least, clientId: 5 }, "clientId", "must be text"],
  [{ ...least, scopes: [5] }, "scopes", "must be text or a list of texts"],
  [{ ...least, timeout: true }, "timeout", "must be a number"],
  [{ ...least, format: null }, "format", 'must be "text", "json" or "env"'],
])("a value of the wrong type is refused: %j", (input, setting, message) => {
  expect(refusal(input).details.problems).toEqual([{ setting, kind: "invalid", message }]);
});

test.each([null, undefined, 5, "x", [], ["x"]])("%j is not an object of settings", (input) => {
  expect(refusal(input).details.problems).toEqual([
    { kind: "invalid", message: "must be an object of settings" },
  ]);
});

describe("instance and instance URL", () => {
  test("may both name one host", () => {
    const both = { ...least, instanceUrl: "https://DEV1.service-now.com/oauth_token.do" };
    expect(parseSettings(both).instanceUrl).toBe("https://dev1.service-now.com");
  });

  test("are refused when they name two, both shown", () => {
    expect(refusal({ ...least, instanceUrl: "https://dev2.service-now.com" }).details.problems).toEqual([
      {
        setting: "instance",
        kind: "conflict",
        message:
          'must name the same host as the instance URL: "https://dev1.service-now.com" is not "https://dev2.service-now.com"',
      },
    ]);
  });

  test("conflict also when something else is wrong", () => {
    const { problems } = refusal({ instance: "dev1", instanceUrl: "dev2" }).details;
    expect(problems.map(({ kind }) => kind)).toEqual(["missing", "conflict"]);
  });
});

describe("layers", () => {
  test("the first that gives a setting wins", () => {
    const flags = { clientId: "flag", scopes: [], out: undefined };
    const environment = { clientId: "environment", out: "environment.txt", format: "json" };
    const file = { clientId: "file", format: "env", wait: "1m", scopes: ["openid"] };
    expect(mergeSettings(flags, environment, file)).toEqual({
      clientId: "flag",
      scopes: [],
      out: "environment.txt",
      format: "json",
      wait: "1m",
    });
  });

  test("an instance hides the instance URL below it, and the other way round", () => {
    expect(mergeSettings({ instance: "dev1" }, { instanceUrl: "https://dev2.service-now.com" })).toEqual({
      instance: "dev1",
    });
    expect(
      mergeSettings({ instanceUrl: "u" }, { instance: "dev2" }, { instance: "dev3", instanceUrl: "v" }),
    ).toEqual({
      instanceUrl: "u",
    });
  });

  test("an instance and an instance URL of one layer stay together, so that they can conflict", () => {
    const layer = { instance: "dev1", instanceUrl: "https://dev2.service-now.com" };
    expect(mergeSettings({ clientId: "abc" }, layer, { instance: "dev3" })).toEqual({
      clientId: "abc",
      ...layer,
    });
  });

  test("an empty secret says public client, and hides a secret below it", () => {
    const merged = mergeSettings({ clientSecret: "" }, { ...least, clientSecret: "s" });
    expect(parseSettings(merged).clientSecret).toBeUndefined();
  });
});

test("a setting is checked as typed with the words that parseSettings uses", () => {
  expect(checkSetting("instance", "dev1")).toBeUndefined();
  expect(checkSetting("instance", "dev1@x")).toBe(
    refusal({ ...least, instance: "dev1@x" }).details.problems[0]?.message,
  );
  expect(checkSetting("timeout", "30")).toBeUndefined();
  expect(checkSetting("scopes", "a,b")).toBe("must be separated by spaces, not by commas");
  expect(checkSetting("store", "disk")).toBe('must be "keychain", "file" or "none"');
});

test("every setting has its names, and no name means two", () => {
  expect(settingNames.map(({ key }) => key)).toEqual(Object.keys(settingFields));
  const names = settingNames.flatMap((setting) => [setting.environment, ...fileNames(setting)]);
  expect(new Set(names).size).toBe(names.length);
  expect(["clientId", "client_id", "toString"].map(isSettingKey)).toEqual([true, false, false]);
});
