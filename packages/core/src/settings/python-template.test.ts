import { describe, expect, test } from "vitest";
import { isAuthError, type SettingProblem } from "../errors.ts";
import { parseSettings } from "./settings.ts";
import { parseSettingsText } from "./settings-file.ts";

// Word for word as the guide has it, on one line.
const guide =
  "redirect_uri = 'https://{instance_name}.service-now.com/oauth_redirect.do' client_id = '6f9d3c8e0a0a4b7fb2c9e4a1b3c12345' client_secret = 'Zx91LmPqA3JvYwS7D9FhK2C4X8R0bE' instance = 'dev12345' token_url = f\"https://<instance-name>.service-now.com\"";

async function problems(text: string): Promise<readonly SettingProblem[]> {
  try {
    parseSettings(await parseSettingsText(text));
  } catch (error) {
    if (isAuthError(error, "CONFIG_INVALID")) return error.details.problems;
    throw error;
  }
  return [];
}

const secretOf = async (literal: string) =>
  (await parseSettingsText(`client_secret = ${literal}\n`)).clientSecret;

test("the guide's template is read, all five on one line", async () => {
  expect(await parseSettingsText(guide)).toEqual({
    redirectUri: "https://{instance_name}.service-now.com/oauth_redirect.do",
    clientId: "6f9d3c8e0a0a4b7fb2c9e4a1b3c12345",
    clientSecret: "Zx91LmPqA3JvYwS7D9FhK2C4X8R0bE",
    instance: "dev12345",
    instanceUrl: "https://<instance-name>.service-now.com",
  });
});

test("its leftover placeholders and its sample secret are refused, all at once", async () => {
  expect(await problems(guide)).toMatchObject([
    { setting: "instanceUrl", message: expect.stringContaining("placeholder") },
    { setting: "clientSecret", message: expect.stringContaining("the sample of the guide") },
    { setting: "redirectUri", message: expect.stringContaining("placeholder") },
  ]);
});

test("filled in, it is a login's settings", async () => {
  const filled = guide
    .replace("{instance_name}", "dev1103")
    .replace("<instance-name>", "dev1103")
    .replace("dev12345", "dev1103")
    .replace("Zx91LmPqA3JvYwS7D9FhK2C4X8R0bE", "mine");
  expect(parseSettings(await parseSettingsText(filled))).toMatchObject({
    instanceUrl: "https://dev1103.service-now.com",
    redirectUri: "https://dev1103.service-now.com/oauth_redirect.do",
    clientSecret: "mine",
  });
});

test("lines, comments, semicolons, a byte order mark, CRLF and no-break spaces are as they come", async () => {
  const text = [
    "\ufeff# ServiceNow # settings",
    "",
    "instance='dev1';client_id\t=\u00a0\"abc\"  # it's mine",
    "   client_secret = 'a#b;c = d'# the secret",
    "redirect_uri = \\",
    '  "https://dev1.service-now.com/oauth_redirect.do"',
  ];
  for (const lineEnd of ["\n", "\r\n", "\r"]) {
    expect(await parseSettingsText(text.join(lineEnd), "settings.py")).toEqual({
      instance: "dev1",
      clientId: "abc",
      clientSecret: "a#b;c = d",
      redirectUri: "https://dev1.service-now.com/oauth_redirect.do",
    });
  }
});

test.each([
  ["'abc'", "abc"],
  ['"abc"', "abc"],
  ["'''abc'''", "abc"],
  ['"""a"b\'c"""', "a\"b'c"],
  ['"it\'s"', "it's"],
  ["‘abc’", "abc"],
  ["“abc”", "abc"],
  ["„abc“", "abc"],
  ["”abc”", "abc"],
  ['“abc"', "abc"],
  ["f“abc”", "abc"],
  ["'a“b'", "a“b"],
  ["r'a\\nb'", "a\\nb"],
  ["R'a\\'b'", "a\\'b"],
  ["b'abc'", "abc"],
  ["u'abc'", "abc"],
  ["rb'a\\b'", "a\\b"],
  ["fR'a{{b\\c'", "a{b\\c"],
  ["f'a{{b}}c'", "a{b}c"],
  ["'{b}{{c}}'", "{b}{{c}}"],
  ["'a\\'b\\\"c\\\\d'", "a'b\"c\\d"],
  ["'\\x41\\u00e4\\U0001F600\\101'", "Aä😀A"],
  ["'a\\\nb'", "ab"],
  ["'a\\d\\q\\xzz\\U99999999'", "a\\d\\q\\xzz\\U99999999"],
  ["'\\n'", "\n"],
  ["''", ""],
])("the text of %s", async (literal, text) => {
  expect(await secretOf(literal)).toBe(text);
});

describe("without quotes", () => {
  test("a URL is taken as the guide's own text writes it, and a word with a digit", async () => {
    const text =
      "redirect_uri = https://dev1103.service-now.com/oauth_redirect.do#x\ninstance = dev1103;client_id=6f9d # id";
    expect(await parseSettingsText(text)).toEqual({
      redirectUri: "https://dev1103.service-now.com/oauth_redirect.do#x",
      instance: "dev1103",
      clientId: "6f9d",
    });
    expect(
      await problems("instance = dev1\nclient_id = 'a'\ntoken_url = https://{instance_name}.service-now.com"),
    ).toMatchObject([{ setting: "instanceUrl", message: expect.stringContaining("placeholder") }]);
  });

  test.each([
    "classics",
    "INSTANCE_1",
    "config.instance1",
    "None",
    "os.environ['X1']",
    "dev1()",
    "1+1",
    "(1)",
    "[1]",
    "",
  ])("%j is a variable or code", async (value) => {
    expect(await problems(`instance = ${value}`)).toMatchObject([
      { line: 1, message: expect.stringContaining("read as data") },
    ]);
  });
});

describe("an f-string", () => {
  test("holds the instance that is set above it", async () => {
    const text = "instance = 'dev1'\ntoken_url = f'https://{instance}.service-now.com'";
    expect((await parseSettingsText(text)).instanceUrl).toBe("https://dev1.service-now.com");
  });

  test("keeps a placeholder, which the setting's check refuses", async () => {
    for (const placeholder of ["{instance}", "{instance_name}", "{your-instance}"]) {
      const text = `token_url = f"https://${placeholder}.service-now.com" client_id = 'a'`;
      expect(await problems(text)).toMatchObject([
        { setting: "instanceUrl", message: expect.stringContaining("placeholder") },
      ]);
    }
  });

  test.each([
    "{name}",
    "{instance.lower()}",
    "{1+1}",
    "{}",
    "{instance!r}",
    "{client_secret}",
    "{instance",
    "instance}",
  ])("with %s is code", async (field) => {
    expect(await problems(`token_url = f"https://${field}"`)).toMatchObject([
      { line: 1, column: 13, message: expect.stringContaining("read as data") },
    ]);
  });
});

describe("a settings file that is code is refused with its line", () => {
  test.each([
    "import requests",
    "from os import environ",
    "def main():",
    "print('x')",
    "client_id = input('x')",
    "client_id = 'a' + 'b'",
    "client_id = 'a' 'b'",
    "client_id = 'a'.strip()",
    "client_id = 'a', 'b'",
    "client_id = ('a')",
    "client_id = 'a' if x else 'b'",
    "client_id: str = 'a'",
    "client_id == 'a'",
    "client_id += 'a'",
    "'client_id' = 'a'",
    '"""A comment of sorts."""',
    "client_id",
    "client_id =",
    "client_id = \n'a'",
    "set client_id = 'a'",
    "@x",
    "- client_id: a",
    "client_id := 'a'",
  ])("%j", async (code) => {
    expect(await problems(`\n${code}\n`)).toMatchObject([
      {
        kind: "invalid",
        line: 2,
        message: expect.stringContaining("read as data, and code in it is not run"),
      },
    ]);
  });

  test.each(["'abc", '"abc', "'''abc", "“abc", "'abc\nclient_id = 'b'", "'a\\'"])(
    "%j is not closed",
    async (literal) => {
      expect(await problems(`client_secret = ${literal}`)).toMatchObject([
        { line: 1, column: 17, message: "must have its closing quote" },
      ]);
    },
  );
});

test("the nearest of an unknown name is spelled as in the guide", async () => {
  expect(await problems("clientIdd = 'a'")).toMatchObject([{ kind: "unknown", suggestion: "client_id" }]);
});

test("an unknown name is refused with the nearest, and one set twice", async () => {
  const text = "client_idd = 'a'\ninstance = 'dev1'\ninstance = 'dev2'";
  expect(await problems(text)).toEqual([
    { kind: "unknown", message: "is not the name of a setting", line: 1, column: 1, suggestion: "client_id" },
    { setting: "instance", kind: "conflict", message: "must be set once", line: 3, column: 1 },
  ]);
});

test("an empty file, or one with comments only, holds no settings", async () => {
  for (const text of ["", " \n", "# nothing\n"]) {
    expect(await problems(text)).toEqual([
      { kind: "invalid", message: "the settings file must hold settings" },
    ]);
  }
});

test("no text of a file is repeated in an error", async () => {
  for (const text of [
    "hush",
    "client_secret = hush",
    "client_secret = 'hush",
    "hush = 'hush'",
    "client_secret = f'{hush}'",
  ]) {
    await expect(parseSettingsText(text)).rejects.not.toThrow(/hush/u);
  }
});

test("a long file is read in one go", async () => {
  const started = performance.now();
  for (const text of ["#\n", "1", " ", "a", "\\\n", "{", "'"]) {
    await problems(`client_secret = 'a'\n${text.repeat(30_000)}!`);
    await problems(`client_secret = ${text.repeat(30_000)}!`);
  }
  expect(performance.now() - started).toBeLessThan(3000);
});
