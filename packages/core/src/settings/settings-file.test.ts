import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { isAuthError, type SettingProblem } from "../errors.ts";
import { parseSettingsText, readSettingsFile } from "./settings-file.ts";

const folder = mkdtempSync(join(tmpdir(), "nowtoken-settings-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function refusal(reading: Promise<unknown>): Promise<readonly SettingProblem[]> {
  const error = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (isAuthError(error, "CONFIG_INVALID")) return error.details.problems;
  throw error ?? new Error("accepted");
}

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe("JSON", () => {
  test("is read with our names and the guide's, lists and numbers", async () => {
    const text = JSON.stringify({
      $schema: "./settings.schema.json",
      instance: "dev1",
      client_id: "abc",
      scopes: ["openid"],
      timeout: 5,
    });
    const settings = { instance: "dev1", clientId: "abc", scopes: ["openid"], timeout: 5 };
    expect(await parseSettingsText(`\ufeff${text}`)).toEqual(settings);
    expect(await readSettingsFile(written("settings.json", text))).toEqual(settings);
    expect(await parseSettingsText("{}")).toEqual({});
  });

  test.each([
    ['{"instance": "dev1",\n  "clientId" "abc"}', 2, 14, "a colon is expected"],
    ['{"instance": "dev1"\n "clientId": "abc"}', 2, 2, "a comma is expected"],
    ['{"instance": "dev1",\r\n}', 2, 1, "a name in double quotes is expected"],
    ["{'instance': 1}", 1, 2, "names and texts stand in double quotes"],
    ['{"instance": “dev1”}', 1, 14, "names and texts stand in double quotes"],
    ['{"instance": "dev1', 1, 14, "a closing double quote is expected"],
    ['{"instance": "dev1"', 1, 20, 'a closing "}" is expected'],
    ['{"out": "C:\\Users"}', 1, 9, "a backslash must be doubled"],
    ['{"instance": "dev1"} // mine', 1, 22, "JSON has no comments"],
    ['{"instance": "dev1"} {}', 1, 22, "the end of the file is expected"],
  ])("broken as in %j is refused with line and column", async (text, line, column, expectation) => {
    const message = `must be valid JSON: ${expectation}`;
    expect(await refusal(parseSettingsText(text))).toEqual([{ kind: "invalid", message, line, column }]);
  });

  test("its error says where, and never what", async () => {
    const text = '{"clientSecret": "hush" "hush"}';
    await expect(parseSettingsText(text)).rejects.toThrow(
      "line 1, column 25: must be valid JSON: a comma is expected",
    );
  });

  test("an unknown name is refused with the nearest, a repeated one with its place, all at once", async () => {
    const text = '{\n "clientID": "a",\n "client-secret": "b",\n "xyz": 1,\n "out": "a",\n "out": "b"\n}';
    const unknown = { kind: "unknown", message: "is not the name of a setting", column: 2 };
    expect(await refusal(parseSettingsText(text))).toEqual([
      { ...unknown, line: 2, suggestion: "clientId" },
      { ...unknown, line: 3, suggestion: "client_secret" },
      { ...unknown, line: 4 },
      { setting: "out", kind: "conflict", message: "must be set once", line: 6, column: 2 },
    ]);
  });

  test("our name and the guide's for one setting are a repetition", async () => {
    expect(await refusal(parseSettingsText('{"clientId": "a", "client_id": "a"}'))).toMatchObject([
      { kind: "conflict" },
    ]);
  });

  test("wrong types are refused with their place", async () => {
    const text = '{\n"instance": 5,\n"clientId": null,\n"scopes": [1],\n"timeout": true,\n"format": {}\n}';
    expect(await refusal(parseSettingsText(text))).toEqual([
      { setting: "instance", kind: "invalid", message: "must be text", line: 2, column: 1 },
      { setting: "clientId", kind: "invalid", message: "must be text", line: 3, column: 1 },
      { setting: "scopes", kind: "invalid", message: "must be text or a list of texts", line: 4, column: 1 },
      { setting: "timeout", kind: "invalid", message: "must be a number", line: 5, column: 1 },
      { setting: "format", kind: "invalid", message: 'must be "text", "json" or "env"', line: 6, column: 1 },
    ]);
  });

  test("what a value says is not judged here: a stronger layer may replace it", async () => {
    expect(await parseSettingsText('{"clientSecret": "<secret>"}')).toEqual({ clientSecret: "<secret>" });
  });

  test.each(['["instance"]', '"dev1"', "null"])("%s is not an object", async (text) => {
    expect(await refusal(parseSettingsText(text, "a.json"))).toMatchObject([
      { message: "must be a JSON object", line: 1 },
    ]);
  });

  test.each(["[", '{"a":'])("thousands of %j are refused", async (bracket) => {
    expect(await refusal(parseSettingsText(bracket.repeat(30_000)))).toMatchObject([{ kind: "invalid" }]);
  });
});

describe(".env", () => {
  test("is read with its NOWTOKEN_ names; empty ones and those of other programs are left out", async () => {
    const text = [
      "# mine",
      "NOWTOKEN_INSTANCE=dev1 # development",
      "export NOWTOKEN_CLIENT_ID='abc'",
      'NOWTOKEN_CLIENT_SECRET=")k(M^x#2Y"',
      "NOWTOKEN_OUT=",
      "DATABASE_URL=postgres://x#y",
    ].join("\r\n");
    const settings = { instance: "dev1", clientId: "abc", clientSecret: ")k(M^x#2Y" };
    expect(await parseSettingsText(text)).toEqual(settings);
    expect(await readSettingsFile(written(".env", text))).toEqual(settings);
  });

  test("an unknown name of ours is refused with the nearest, also one with a slip in its beginning", async () => {
    const text = "NOWTOKEN_CLIENTID=a\nNOW_TOKEN_INSTANCE=dev1\nNOWTOKEN_INSTANCE=dev1";
    expect(await refusal(parseSettingsText(text))).toMatchObject([
      { kind: "unknown", line: 1, suggestion: "NOWTOKEN_CLIENT_ID" },
      { kind: "unknown", line: 2, suggestion: "NOWTOKEN_INSTANCE" },
    ]);
  });

  test.each([
    ["NOWTOKEN_CLIENT_SECRET=ab#cd", 'must stand in quotes: "#" begins a comment'],
    ["NOWTOKEN_CLIENT_SECRET=#ab", 'must stand in quotes: "#" begins a comment'],
    ['NOWTOKEN_CLIENT_SECRET="ab', "must have its closing quote"],
    ["NOWTOKEN_CLIENT_SECRET: ab", 'must be written NAME="value"'],
  ])("%j would silently mean something else, and is refused", async (line, message) => {
    const text = `NOWTOKEN_INSTANCE=dev1\n${line}\n`;
    expect(await refusal(parseSettingsText(text))).toEqual([
      { kind: "invalid", message, line: 2, column: 1 },
    ]);
  });

  test("a name given twice is refused", async () => {
    const text = "NOWTOKEN_INSTANCE=dev1\nNOWTOKEN_INSTANCE=dev2";
    expect(await refusal(parseSettingsText(text))).toMatchObject([
      { setting: "instance", kind: "conflict", line: 2 },
    ]);
  });

  test("a file without any setting of ours is refused", async () => {
    expect(await refusal(parseSettingsText("A=1", "x/.env.local"))).toEqual([
      { kind: "invalid", message: 'must hold settings whose names begin with "NOWTOKEN_"' },
    ]);
  });
});

describe("the file", () => {
  const template = "instance = 'dev1'\nclient_id = 'abc'\n";
  const settings = { instance: "dev1", clientId: "abc" };

  test.each([
    ["UTF-8", Buffer.from(template)],
    ["UTF-8 with its mark", Buffer.from(`\ufeff${template}`)],
    ["UTF-16, as Notepad's Unicode", Buffer.from(`\ufeff${template}`, "utf16le")],
    ["UTF-16, the other way round", Buffer.from(`\ufeff${template}`, "utf16le").swap16()],
  ])("may be in %s", async (_name, bytes) => {
    expect(await readSettingsFile(written("template.txt", bytes))).toEqual(settings);
  });

  test.each([
    ["UTF-16 without its mark", Buffer.from(template, "utf16le")],
    ["Windows-1252", Buffer.from("instance = \x91dev1\x92", "latin1")],
    ["half of UTF-16", Buffer.from([0xff, 0xfe, 0x41])],
  ])("is refused in %s", async (_name, bytes) => {
    const message = "the settings file must be text in UTF-8";
    const path = written("template.txt", bytes);
    expect(await refusal(readSettingsFile(path))).toEqual([{ kind: "invalid", message, path }]);
  });

  test("is refused in plain words when it cannot be used", async () => {
    mkdirSync(join(folder, "folder"));
    const reasons: Record<string, string> = {
      [join(folder, "none.json")]: "the settings file does not exist",
      [join(template, "none.json")]: "the settings file does not exist",
      "": "the settings file does not exist",
      [join(folder, "folder")]: "the settings file is a folder",
      [written("large.json", " ".repeat(64 * 1024 + 1))]: "the settings file must be at most 64 KiB",
      "nul\0.json": "the settings file cannot be read (ERR_INVALID_ARG_VALUE)",
    };
    for (const [path, message] of Object.entries(reasons)) {
      expect(await refusal(readSettingsFile(path))).toEqual([{ kind: "invalid", message, path }]);
    }
  });

  test("may be reached through a link", async () => {
    symlinkSync(written("real.txt", template), join(folder, "link.txt"));
    expect(await readSettingsFile(join(folder, "link.txt"))).toEqual(settings);
  });

  test.skipIf(process.platform === "win32")("is refused at once when it is a pipe or a device", async () => {
    execFileSync("mkfifo", [join(folder, "pipe")]);
    for (const path of [join(folder, "pipe"), "/dev/zero"]) {
      const message = "the settings file must be an ordinary file";
      expect(await refusal(readSettingsFile(path))).toEqual([{ kind: "invalid", message, path }]);
    }
  });
});

test("whatever the text, there are settings or CONFIG_INVALID", async () => {
  const piece = fc.constantFrom(
    ...'instance client_id = == \' " \'\'\' """ f\' r" ‘ ” { } {instance} # ; \\ \\u0041 \\x4 import ( ) + dev1 NOWTOKEN_INSTANCE= ` : , [ ] null 1e5 {"instance":'.split(
      " ",
    ),
    " ",
    "\n",
    "\r",
  );
  const sound = fc.constantFrom("instance = 'dev1'\n", "NOWTOKEN_INSTANCE=dev1\n", '{"instance":"dev1"}');
  const text = fc.oneof(
    fc.uint16Array({ maxLength: 20 }).map((units) => String.fromCharCode(...units)),
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
    // Little is wrong with these, so that some are taken.
    fc.tuple(sound, fc.array(piece, { maxLength: 2 })).map(([begin, pieces]) => begin + pieces.join("")),
  );
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom("", ".json", ".env", ".py"), async (content, fileName) => {
      try {
        await parseSettingsText(content, fileName);
        accepted += 1;
      } catch (error) {
        return isAuthError(error, "CONFIG_INVALID");
      }
      return true;
    }),
    { numRuns: 10_000 },
  );
  expect(accepted).toBeGreaterThan(50);
});
